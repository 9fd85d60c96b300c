using Components.Fragments;
using Microsoft.AspNetCore.Components;

namespace Browser.Tests.Loading;

/// <summary>Counts how often it was asked, and answers as the log says.</summary>
public sealed partial class ClockFragment(LoadLog log) : Fragment
{
    private string _text = "";
    private string? _posted;

    [Parameter] public string Key { get; set; } = "";

    protected override Task OnGetAsync()
    {
        var count = log.Add(Key);
        if (log.Statuses.GetValueOrDefault(Key) is var status and >= 400)
        {
            log.Add($"{Key}-{status}");
            Response.Status = status;
        }
        _text = _posted ?? log.Texts.GetValueOrDefault(Key) ?? $"count {count}";
        return Task.CompletedTask;
    }

    public Task OnPostAsync()
    {
        _posted = $"posted {Http.Request.Form["Text"]}";
        return Task.CompletedTask;
    }
}
