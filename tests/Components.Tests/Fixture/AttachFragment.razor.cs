using Components.Files;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Tests.Fixture;

/// <summary>Takes files by the rules that its parameters name.</summary>
public sealed partial class AttachFragment(FileStore<TestPack> store, Journal journal) : Fragment
{
    private IReadOnlyList<StoredFile> _files = [];

    [Parameter] public string Kinds { get; set; } = "documents";

    [Parameter] public int MostBytes { get; set; } = 1_000_000;

    [TakesFiles<AttachFiles>]
    public async Task OnPostAsync([FromForm] AttachForm form, IFormFileCollection files)
    {
        journal.Write($"attach {form.Text} {files.Count}");
        var taken = await store.TakeAllAsync(files, AttachFiles.RulesOf(Url), Aborted);
        if (!taken.AreTaken)
        {
            Refuse("files", taken.Refusal.Text);
            return;
        }
        _files = taken.Files;
        Response.ShowDocument();
    }
}

public sealed class AttachForm
{
    public string Text { get; set; } = "";
}

/// <summary>As a pack whose forms are data finds the rules by a parameter.</summary>
public sealed class AttachFiles : IHandlerFiles
{
    public ValueTask<FileRules?> RulesAsync(FragmentUrl url, CancellationToken cancellation) => new(url.Parameters["Kinds"] == "none" ? null : RulesOf(url));

    internal static FileRules RulesOf(FragmentUrl url)
    {
        var most = long.Parse(url.Parameters["MostBytes"] ?? "1000000", System.Globalization.CultureInfo.InvariantCulture);
        return new FileRules { Kinds = [.. FileKind.Documents, .. FileKind.Pictures, FileKind.Zip], MaxFileBytes = most, MaxFiles = 3, MaxTotalBytes = 2 * most };
    }
}
