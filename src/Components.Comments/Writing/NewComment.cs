using System.ComponentModel.DataAnnotations;

namespace Components.Comments.Writing;

/// <summary>What is posted to add a comment. Who is signed in is known by account: name, e-mail and website are a guest's.</summary>
public sealed class NewComment
{
    /// <summary>Markdown. Not blank.</summary>
    [Display(Name = "Comment"), Required(ErrorMessage = "Please write something."), StringLength(Comment.LongestText)]
    public string? Text { get; set; }

    /// <summary>A guest's name; guests must give one.</summary>
    [Display(Name = "Name"), StringLength(Comment.LongestName)]
    public string? Name { get; set; }

    /// <summary>A guest's e-mail address; never shown.</summary>
    [Display(Name = "E-mail"), StringLength(Comment.LongestEmail), EmailAddress]
    public string? Email { get; set; }

    /// <summary>A guest's website: http or https.</summary>
    [Display(Name = "Website"), StringLength(Comment.LongestWebsite)]
    public string? Website { get; set; }
}

/// <summary>What is posted to change a comment.</summary>
public sealed class EditedComment
{
    /// <summary>Markdown. Not blank.</summary>
    [Display(Name = "Comment"), Required(ErrorMessage = "Please write something."), StringLength(Comment.LongestText)]
    public string? Text { get; set; }
}
