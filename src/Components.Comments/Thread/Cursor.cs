using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Components.Comments.Thread;

/// <summary>A place in an order of comments: what it is ordered by, and the key that decides between equals. Travels as <c>0.52_123</c>, or <c>123</c> where the key is the order.</summary>
public readonly record struct Cursor(double Value, long Id)
{
    /// <summary>Beyond every comment: the page before it is the last one.</summary>
    public const string End = "end";

    public static Cursor Of(CommentRow comment, CommentSort sort) => new(ValueOf(comment, sort), comment.Id);

    public static double ValueOf(CommentRow comment, CommentSort sort) => sort switch
    {
        CommentSort.Best => comment.Score,
        CommentSort.MostReplied => comment.Replies,
        _ => 0,
    };

    public static bool TryParse([NotNullWhen(true)] string? text, CommentSort sort, out Cursor cursor)
    {
        cursor = default;
        if (text is null)
            return false;
        if (text == End)
        {
            cursor = sort == CommentSort.Oldest ? new Cursor(0, long.MaxValue) : new Cursor(double.MinValue, long.MinValue);
            return true;
        }
        var mark = text.IndexOf('_', StringComparison.Ordinal);
        var value = 0.0;
        if (mark >= 0 && !(double.TryParse(text.AsSpan(0, mark), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)))
            return false;
        if (!long.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
            return false;
        cursor = new Cursor(value, id);
        return true;
    }

    public override string ToString() => Value == 0
        ? Id.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Value:R}_{Id}");
}
