using System.ComponentModel.DataAnnotations;

namespace Components.Comments.Moderation;

/// <summary>What is posted to ban the author of a comment.</summary>
public sealed class NewBan
{
    /// <summary>By account, or by a guest's capability.</summary>
    public bool Author { get; set; }

    /// <summary>By the address that a guest gave.</summary>
    public bool Email { get; set; }

    /// <summary>By where the comment came from.</summary>
    public bool Network { get; set; }

    /// <summary>For how many days; 0: for good, but never for a network.</summary>
    [Display(Name = "Days"), Range(0, 36_500)]
    public int Days { get; set; } = 30;

    /// <summary>For other moderators.</summary>
    [Display(Name = "Reason"), StringLength(Ban.LongestReason)]
    public string? Reason { get; set; }

    internal IReadOnlyList<(BanKind Kind, string Value)> KindsOf(Comment comment)
    {
        List<(BanKind, string)> kinds = [];
        if (Author && comment.AuthorKey.Length > 0)
            kinds.Add((BanKind.Author, comment.AuthorKey));
        if (Email && comment.Email is { } email)
            kinds.Add((BanKind.Email, email));
        if (Network && comment.Network is { } network)
            kinds.Add((BanKind.Network, network));
        return kinds;
    }
}
