using Components.Files;
using Components.Fragments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Browser.Tests.Loading;

/// <summary>Takes pictures, and keeps them.</summary>
public sealed partial class EnclosureFragment(FileStore<LoadPack> store) : Fragment
{
    private IReadOnlyList<StoredFile> _files = [];

    [TakesFiles<EnclosureFiles>]
    public async Task OnPostAsync([FromForm] EnclosureForm form, IFormFileCollection files)
    {
        var taken = await store.TakeAllAsync(files, EnclosureFiles.Rules, Aborted);
        if (!taken.AreTaken)
        {
            Refuse("files", taken.Refusal.Text);
            return;
        }
        _files = taken.Files;
        Response.ShowDocument();
    }
}

public sealed class EnclosureForm
{
    public string Words { get; set; } = "";
}

public sealed class EnclosureFiles : IHandlerFiles
{
    public static FileRules Rules { get; } = new() { Kinds = FileKind.Pictures, MaxFileBytes = 4_000_000, MaxFiles = 2, MaxTotalBytes = 5_000_000 };

    public ValueTask<FileRules?> RulesAsync(FragmentUrl url, CancellationToken cancellation) => new(Rules);
}
