using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Files;

/// <summary>Looks through a file that somebody sent, and keeps it where nothing speaks against it.</summary>
internal sealed class FileTaking(UploadFolder folder, FileScanner scanner, IOptions<UploadOptions> options, IServiceProvider services)
{
    public async Task<TakenFile> TakeAsync(string pack, IFormFile file, FileRules rules, CancellationToken cancellation)
    {
        if (file is ReceivedFile received)
            return await TakeAsync(pack, received, rules, cancellation);
        // From an endpoint that is not a fragment's.
        if (TooLarge(file, rules) is { } refused)
            return refused;
        using var copy = new ReceivedFile(file.Name, file.FileName, new HeaderDictionary());
        await using var content = file.OpenReadStream();
        folder.CheckRoom(file.Length);
        await copy.ReceiveAsync(content, folder, long.MaxValue, cancellation);
        return await TakeAsync(pack, copy, rules, cancellation);
    }

    public async Task<TakenFiles> TakeAllAsync(string pack, IReadOnlyCollection<IFormFile> files, FileRules rules, CancellationToken cancellation)
    {
        var texts = CoreTexts.In(services);
        if (files.Count > rules.MaxFiles)
            return new TakenFiles(FileRefusals.TooMany(texts, rules.MaxFiles));
        if (files.Sum(file => file.Length) is var size && size > rules.MaxTotalBytes)
            return new TakenFiles(FileRefusals.TooMuch(texts, size, rules.MaxTotalBytes));
        List<StoredFile> taken = [];
        var isWhole = false;
        try
        {
            foreach (var file in files)
            {
                var one = await TakeAsync(pack, file, rules, cancellation);
                if (!one.IsTaken)
                    return new TakenFiles(one.Refusal);
                taken.Add(one.File);
            }
            isWhole = true;
            return new TakenFiles(taken);
        }
        finally
        {
            if (!isWhole)
                foreach (var file in taken)
                    Delete(pack, file.Id);
        }
    }

    public bool Delete(string pack, Guid id)
    {
        var path = folder.PathOf(pack, id);
        return StoredPaths.TryDelete(path) & StoredPaths.TryDelete(path + UploadFolder.HeldEnding);
    }

    private async Task<TakenFile> TakeAsync(string pack, ReceivedFile file, FileRules rules, CancellationToken cancellation)
    {
        var texts = CoreTexts.In(services);
        var shown = FileName.Clean(file.FileName);
        if (TooLarge(file, rules) is { } refused)
            return refused;
        var found = Look(file, rules);
        if (found.Problem is { } problem)
            return Refused(problem);
        var verdict = await scanner.ScanAsync(file.Path!, cancellation);
        var isHeld = verdict == FileRefusalReason.Unscanned && options.Value.WhenUnscanned == WhenUnscanned.Hold;
        if (verdict is { } reason && !isHeld)
            return Refused(reason);
        var id = UploadFolder.NewId();
        file.Keep(folder, pack, id, isHeld);
        return new TakenFile(new StoredFile(id, FileName.For(file.FileName, found.Kind!), found.Kind!.MediaType, file.Length, file.Sha256));

        TakenFile Refused(FileRefusalReason why) => new(FileRefusals.Of(texts, why, shown, rules));
    }

    private TakenFile? TooLarge(IFormFile file, FileRules rules) => file.Length <= rules.MaxFileBytes ? null
        : new TakenFile(FileRefusals.TooLarge(CoreTexts.In(services), FileName.Clean(file.FileName), file.Length, rules.MaxFileBytes));

    private static FileFinding Look(ReceivedFile file, FileRules rules)
    {
        using var content = File.OpenHandle(file.Path ?? throw new InvalidOperationException($"The file '{file.Name}' was refused before."));
        var found = FileContent.Find(new FileBytes(content), FileName.ExtensionOf(file.FileName));
        // Where tables are not asked for, one is text like any other; where only tables are, any text may be one.
        if (found.Kind == FileKind.Csv && !rules.Kinds.Contains(FileKind.Csv))
            found = FileKind.Text;
        return found.Kind is null || rules.Kinds.Contains(found.Kind) ? found : FileFinding.Unknown;
    }
}
