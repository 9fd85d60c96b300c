using System.ComponentModel.DataAnnotations;

namespace Components.Comments.Thread;

/// <summary>The form under a thread.</summary>
public sealed class NewComment
{
    /// <summary>Markdown. Not blank.</summary>
    [Display(Name = "Comment"), Required(ErrorMessage = "Please write something."), StringLength(Comment.LongestText)]
    public string? Text { get; set; }
}

/// <summary>Which comment an action is about.</summary>
public sealed class CommentChoice
{
    /// <summary>The comment's key.</summary>
    public long Comment { get; set; }
}
