using System.ComponentModel.DataAnnotations;
using Components.Embedding;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Tests.Fixture;

/// <summary>A handler for every kind of answer.</summary>
[Fragment("test/form", Title = "A form"), Embeddable]
public sealed partial class FormFragment(Journal journal, ScopedThing own) : Fragment
{
    private int _reads;

    [Parameter] public string Subject { get; set; } = "none";

    public bool IsApproved { get; set; }

    protected override Task OnGetAsync()
    {
        _reads++;
        return Task.CompletedTask;
    }

    public Task OnPostAsync([FromForm] Note form)
    {
        journal.Write($"post {form.Text} approved={form.IsApproved} subject={Subject}");
        Response.Flash("ありがとう 😀");
        return Task.CompletedTask;
    }

    public Task OnPostApproveAsync([FromForm] Note form)
    {
        journal.Write($"approve {form.Text}");
        return Task.CompletedTask;
    }

    [OwnPostLimit]
    public Task OnPostOftenAsync()
    {
        journal.Write("often");
        return Task.CompletedTask;
    }

    public Task OnPostAskAsync(ScopedThing given, CancellationToken cancellation)
    {
        journal.Write(ReferenceEquals(given, own) && cancellation == Aborted ? "the same scope" : "another scope");
        return Task.CompletedTask;
    }

    public Task OnPostNothingAsync()
    {
        Response.Status = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task OnPostCommandsAsync()
    {
        Response.Command(Command.Hide("box"));
        Response.Command(Command.Title("日本"));
        Response.Command(Command.Dispatch("test.done", "1"));
        return Task.CompletedTask;
    }

    public Task OnPostFocusAsync()
    {
        Response.Command(Command.Focus("new-one"));
        return Task.CompletedTask;
    }

    public Task OnPostMovePageAsync([FromForm] Move form)
    {
        Response.Flash("Moved");
        Response.RedirectPage(form.To!);
        return Task.CompletedTask;
    }

    public Task OnPostMoveInsideAsync()
    {
        Response.RedirectInside(Url.With(With((nameof(Subject), "moved"))));
        return Task.CompletedTask;
    }

    public Task OnPostMoveElsewhereAsync()
    {
        Response.RedirectInside(UrlOf<SubjectFragment>((nameof(SubjectFragment.Subject), "elsewhere")));
        return Task.CompletedTask;
    }

    public Task OnPostForbidAsync()
    {
        Response.Fail(StatusCodes.Status403Forbidden, "Not for you.");
        return Task.CompletedTask;
    }

    public Task OnPostConflictAsync()
    {
        Response.Fail(StatusCodes.Status409Conflict, "Somebody was first.");
        return Task.CompletedTask;
    }

    public Task OnPostRefuseAsync([FromForm] Note form)
    {
        Refuse(nameof(form.Text), "Taken already.");
        return Task.CompletedTask;
    }

    public Task OnPostBreakAsync([FromForm] Note form) => throw new InvalidOperationException($"secret detail of {form.Text}");

    public sealed class Note
    {
        [Required, StringLength(100)] public string? Text { get; set; }

        internal bool IsApproved { get; set; }
    }

    public sealed class Move
    {
        [Required] public string? To { get; set; }
    }
}
