using System.ComponentModel.DataAnnotations;
using Components.Data;
using Components.Fragments;
using Components.Posts;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Tests.Fixture;

/// <summary>A form that keeps notes, each post once. What came of it is said in the flash.</summary>
[Fragment("test/once")]
public sealed class OnceFragment(NotesDb db, TimeOrderedId ids, Gathering gathering) : Fragment
{
    [Parameter] public string Subject { get; set; } = "none";

    protected internal override string? GuestKey => Http.Request.Headers["X-Guest"].FirstOrDefault();

    /// <summary>The two lines.</summary>
    public async Task OnPostAsync([FromForm] NewNote form)
    {
        var id = ids.Next();
        var before = await Once.FindAsync(db);
        if (before is null)
        {
            await gathering.WaitAsync();
            db.Add(new Note { Id = id, Text = form.Text!, Only = form.Only });
            before = await Once.SaveAsync(db, $"{id}");
        }
        Response.Flash(before is null ? $"made {id}" : $"again {before.Result}");
        Response.Command(Command.Hide());
    }

    /// <summary>Without the first line.</summary>
    public async Task OnPostHastilyAsync([FromForm] NewNote form)
    {
        await gathering.WaitAsync();
        db.Add(new Note { Id = ids.Next(), Text = form.Text! });
        Response.Flash(await Once.SaveAsync(db, "hasty") is { } before ? $"again {before.Result}" : "made");
    }

    /// <summary>In a larger transaction.</summary>
    public Task OnPostInsideAsync([FromForm] NewNote form) => db.WriteAsync(
        async () =>
        {
            if (await Once.FindAsync(db) is not null)
                return;
            db.Add(new Note { Id = ids.Next(), Text = form.Text! });
            await Once.SaveAsync(db);
            await db.Notes.Where(note => note.Text == form.Text).ExecuteUpdateAsync(note => note.SetProperty(n => n.Text, $"{form.Text}!"), Aborted);
            if (form.Only == "fail")
                throw new InvalidOperationException("no");
        },
        Aborted);

    public async Task OnPostFilesAsync(IFormFileCollection files)
    {
        var before = await Once.FindAsync(db);
        if (before is null)
        {
            db.Add(new Note { Id = ids.Next(), Text = $"{files.Count} files" });
            before = await Once.SaveAsync(db);
        }
        Response.Flash(before is null ? "made" : "again");
    }

    public sealed class NewNote
    {
        [Required] public string? Text { get; set; }

        public string? Only { get; set; }
    }
}

/// <summary>Lets twins wait for each other, so that each has looked before any of them saves.</summary>
public sealed class Gathering
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _all = new();
    private int _missing;

    public void Expect(int count)
    {
        lock (_lock)
            (_all, _missing) = (new(TaskCreationOptions.RunContinuationsAsynchronously), count);
    }

    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (--_missing <= 0)
                _all.TrySetResult();
            return _all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
