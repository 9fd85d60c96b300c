using System.ComponentModel.DataAnnotations;
using Components.Data;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HelloPack.Greetings;

/// <summary>Greets somebody, shows who said hello of late, and the form to do so.</summary>
[Fragment("hello/greeting", Title = "Greeting")]
public sealed partial class HelloGreeting(HelloDb db, IOptions<HelloOptions> options, TimeOrderedId ids, TimeProvider clock) : Fragment
{
    private List<Greeting> _latest = [];

    /// <summary>Who is greeted: 1-100 characters.</summary>
    [Parameter, EditorRequired, StringLength(100)] public string To { get; set; } = "";

    private string HeadingId => $"{Url.ElementId}-heading";

    /// <inheritdoc/>
    protected override async Task OnGetAsync() =>
        _latest = await db.Greetings.AsNoTracking().OrderByDescending(greeting => greeting.Id).Take(options.Value.Shown).ToListAsync(Aborted);

    /// <summary>Keeps a greeting: one, however often it is sent.</summary>
    public async Task OnPostAsync([FromForm] NewGreeting form)
    {
        var name = form.Name!.Trim();
        if (await Once.FindAsync(db) is null)
        {
            db.Add(Greeting.Say(ids.Next(), clock.GetUtcNow(), name));
            await Once.SaveAsync(db);
        }
        Response.Flash(L["Hello, {0}. It is good to see you.", name]);
    }
}
