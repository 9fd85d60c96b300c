using System.Collections.Concurrent;
using Components.Fragments;
using Components.Packs;
using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests;

/// <summary>Writes down what became of the work. The word "later" is answered with 503 the first time, "mistake" with 422.</summary>
[Fragment("work/form", Title = "Work")]
public sealed partial class WorkFragment(ProofOfWork work, WorkLog log) : Fragment
{
    public const string Purpose = "work/form";

    public Task OnPostAsync()
    {
        var form = Http.Request.Form;
        var check = work.Check(Http, Purpose, form[ProofOfWork.Field]);
        var text = form["Text"].ToString();
        log.Entries.Enqueue(new Sent(text, check, Honeypot.IsFilled(form)));
        if (text == "later" && log.Entries.Count(entry => entry.Text == text) == 1)
            Response.Fail(StatusCodes.Status503ServiceUnavailable, "Not now.");
        else if (text == "mistake")
            Refuse("Text", "Not that.");
        else
            Response.Flash($"Received: {text}");
        return Task.CompletedTask;
    }
}

/// <summary>A form that arrived.</summary>
public sealed record Sent(string Text, WorkCheck Check, bool IsHoneypotFilled);

/// <summary>What the fragment saw.</summary>
public sealed class WorkLog
{
    public ConcurrentQueue<Sent> Entries { get; } = [];
}

/// <summary>Brings the fragment into the site.</summary>
public sealed class WorkPack : Pack
{
    public override string Id => "work";

    public override string Title => "Work";

    public override void AddServices(IServiceCollection services) => services.AddSingleton<WorkLog>();
}
