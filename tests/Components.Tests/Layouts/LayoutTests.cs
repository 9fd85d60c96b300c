using System.Globalization;
using Components.Layouts;

namespace Components.Tests.Layouts;

/// <summary>A layout as a page in one language takes it: what is the same in all of them is one piece.</summary>
public sealed class LayoutTests
{
    private const string Site = "<layout use=mine lang=en>\n<a slot=nav href=\"/\">Home</a><a slot=nav lang=ja href=\"/\">ホーム</a><b slot=flash>mine</b>\n</layout>";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Arabic = CultureInfo.GetCultureInfo("ar"), Japanese = CultureInfo.GetCultureInfo("ja");

    [Fact]
    public void What_depends_on_nothing_else_is_joined()
    {
        const string Body = "<img src=\"/a.png\"><i></i><slot name=nav>none</slot><u><slot name=side><img src=\"/b.png\"></slot></u><slot></slot><p>end</p>";
        Assert.Equal(
            "[<html lang=\"en\"><head>][{head}][</head><body><img src=\"/base/a.png\"><i></i>][{written nav|<a href=\"/base/\"{current /}>Home</a>}][<u>][{slot side|<img src=\"/base/b.png\">}][</u>][{slot |}][<p>end</p></body></html>]",
            Of(Make(Body).In(English, "/base")));
    }

    [Fact]
    public void Each_language_and_each_path_base_has_its_own_which_is_made_once()
    {
        var layout = Make("<slot name=nav></slot><slot></slot>");
        Assert.Same(layout.In(English, ""), layout.In(English, ""));
        Assert.Contains("<a href=\"/\"", Of(layout.In(English, "")), StringComparison.Ordinal);
        Assert.Contains("<a href=\"/x/\"", Of(layout.In(English, "/x")), StringComparison.Ordinal);
        Assert.Contains("ホーム", Of(layout.In(Japanese, "")), StringComparison.Ordinal);
        Assert.StartsWith("[<html lang=\"ar\" dir=\"rtl\">", Of(layout.In(Arabic, "")), StringComparison.Ordinal);
        Assert.Contains(" lang=\"en\">Home</a>", Of(layout.In(Arabic, "")), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_invents_path_bases_fills_no_memory_and_takes_it_from_nobody()
    {
        var layout = Make("<slot></slot>");
        var first = layout.In(English, "");
        for (var i = 0; i < 1000; i++)
            layout.In(English, $"/{i}");
        Assert.NotSame(first, layout.In(English, ""));
        Assert.Same(layout.In(English, ""), layout.In(English, ""));
    }

    [Fact]
    public void The_place_for_flashes_stays_one() =>
        Assert.Contains("{slot flash|}", Of(Make("<slot name=flash></slot><slot></slot>").In(English, "")), StringComparison.Ordinal);

    private static Layout Make(string body) =>
        new(LayoutPack.Compile("mine", $"<html><head></head><body>{body}</body></html>", "my/layout.html", _ => null), LayoutFile.Parse(Site, "layout.html").Slots);

    // Each piece in brackets.
    private static string Of(IEnumerable<Segment> segments) => string.Concat(segments.Select(segment => $"[{LayoutText.Of([segment])}]"));
}
