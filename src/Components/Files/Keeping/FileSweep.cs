using Components.Data;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Files;

/// <summary>
/// Erases, every few minutes, what no request and no row claims any more, and looks again at files that are held back. What belongs to a pack that is not in use, or that does not say what it
/// claims, is left alone.
/// </summary>
internal sealed partial class FileSweep(IServiceScopeFactory scopes, PackList packs, UploadFolder folder, FileScanner scanner, TimeProvider clock, ILogger<FileSweep> logger)
    : Sweep(Pause, clock, logger)
{
    /// <summary>How long a file may lie unclaimed: longer than any request takes to save its row.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    private const int BatchSize = 200;

    /// <returns>How many files were erased.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var erased = Old(folder.Incoming).Count(StoredPaths.TryDelete);
        foreach (var pack in packs)
            foreach (var batch in Old(Path.Combine(folder.Root, pack.Id)).Chunk(BatchSize))
                erased += await SweepAsync(pack, batch, cancellation);
        if (erased > 0)
            Log.Erased(Logger, erased);
        // Last: a scanner may take a minute for each file.
        await LookAgainAsync(cancellation);
        return erased;
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);

    private async Task<int> SweepAsync(Pack pack, string[] paths, CancellationToken cancellation)
    {
        var files = paths.Select(path => (Path: path, Id: Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var id) ? id : Guid.Empty)).Where(file => file.Id != Guid.Empty).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var claimed = await pack.ClaimedFilesAsync(scope.ServiceProvider, [.. files.Select(file => file.Id)], cancellation);
        return claimed is null ? 0 : files.Count(file => !claimed.Contains(file.Id) && StoredPaths.TryDelete(file.Path));
    }

    private async Task LookAgainAsync(CancellationToken cancellation)
    {
        // That nobody looks any more is no reason to let go what was held back until somebody has looked.
        if (!scanner.IsOn)
            return;
        foreach (var path in packs.SelectMany(pack => FilesIn(Path.Combine(folder.Root, pack.Id))).Where(path => path.EndsWith(UploadFolder.HeldEnding, StringComparison.Ordinal)).ToList())
        {
            var verdict = await scanner.ScanAsync(path, cancellation);
            if (verdict is null)
                Release(path);
            else if (verdict == FileRefusalReason.Infected && StoredPaths.TryDelete(path))
                Log.Infected(Logger, Path.GetFileName(path));
        }
    }

    private void Release(string path)
    {
        try
        {
            File.Move(path, path[..^UploadFolder.HeldEnding.Length]);
        }
        catch (FileNotFoundException)
        {
            // Its owner deleted it while it was looked at.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotReleased(Logger, Path.GetFileName(path), e.Message);
        }
    }

    private IEnumerable<string> Old(string path)
    {
        var limit = (Clock.GetUtcNow() - Life).UtcDateTime;
        return FilesIn(path).Where(file => File.GetLastWriteTimeUtc(file) < limit);
    }

    private static IEnumerable<string> FilesIn(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} files that nobody claimed were erased")]
        public static partial void Erased(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "The file {File} was held back, and the scanner has now found something in it: erased")]
        public static partial void Infected(ILogger logger, string file);

        [LoggerMessage(3, LogLevel.Warning, "The file {File} was held back and is clean, but could not be released ({Problem}); tried again in ten minutes")]
        public static partial void NotReleased(ILogger logger, string file, string problem);
    }
}
