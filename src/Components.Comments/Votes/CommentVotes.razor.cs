using System.ComponentModel.DataAnnotations;
using Components.Comments.Thread;
using Components.Embedding;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Comments.Votes;

/// <summary>What people think of one comment, and the buttons to say so.</summary>
[Fragment("comments/votes", Title = "Votes"), OwnPostLimit, Embeddable]
public sealed partial class CommentVotes(CommentServices services) : CommentFragment(services)
{
    private CommentScene _scene = null!;
    private CommentRow? _comment;

    /// <summary>Which comment.</summary>
    [Parameter, EditorRequired] public long Comment { get; set; }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _comment = await Reads.CommentAsync(Comment, Aborted);
        var thread = _comment is null ? null : await Reads.ThreadAsync(_comment.ThreadId, Aborted);
        _scene = await SceneAsync(thread, Options.Depth);
        if (_comment?.State != CommentState.Approved)
        {
            _comment = null;
            Response.Status ??= StatusCodes.Status404NotFound;
            return;
        }
        await ReadOpinionsAsync(_scene, [_comment]);
    }

    /// <summary>Votes, or takes a vote back.</summary>
    public async Task OnPostAsync([FromForm] CastVote form)
    {
        if (await Comments.Opining.VoteAsync(Http, Comment, form.Value!.Value) is { } problem)
            Refuse(problem);
        Response.ReturnTo(PermalinkOf(Comment));
    }

    /// <summary>Reacts with one of the owner's list; the same reaction again takes it back.</summary>
    public async Task OnPostReactAsync([FromForm] GivenReaction form)
    {
        if (await Comments.Opining.ReactAsync(Http, Comment, form.Kind!) is { } problem)
            Refuse(problem);
        Response.ReturnTo(PermalinkOf(Comment));
    }
}

/// <summary>What is posted to vote.</summary>
public sealed class CastVote
{
    /// <summary>1, -1, or 0: no vote any more.</summary>
    [Required, AllowedValues(1, 0, -1)]
    public int? Value { get; set; }
}

/// <summary>What is posted to react.</summary>
public sealed class GivenReaction
{
    /// <summary>One of the owner's list.</summary>
    [Required, StringLength(Reaction.LongestKind)]
    public string? Kind { get; set; }
}
