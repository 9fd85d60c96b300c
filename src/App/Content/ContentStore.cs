using System.Collections.Concurrent;
using System.Security.Claims;
using Components.Caching;
using Components.Packs;
using Microsoft.Extensions.Caching.Memory;

namespace App.Content;

/// <summary>
/// The pages that the owner wrote as files. A changed file shows at the next request (see <see cref="Freshness"/>); until then it is read once. A mistake keeps the page as it was before, while the site runs, and the log
/// says what is wrong. However many files there are, what is kept in memory has a limit.
/// </summary>
internal sealed partial class ContentStore(ContentFolder folder, ReservedPaths reserved, ILogger<ContentStore> logger) : IDisposable
{
    private const string ArticlesPath = "/articles";

    // In characters; pages that were not asked for longest go first.
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 20_000_000 });

    // By file, so there are no more of them than files.
    private readonly ConcurrentDictionary<string, Lock> _reading = new();

    /// <summary>What a request asked for last, and for whom: nobody yet, where that was before it was known who asks.</summary>
    private sealed record Found(string Path, ClaimsPrincipal For, ContentReading? Reading);

    private sealed record Known((long Time, long Length) Stamp, ContentReading Reading)
    {
        public Freshness Freshness { get; } = new();
    }

    /// <summary>The page of an address, for this visitor: what is wrong with its file, and drafts, only administrators see.</summary>
    /// <returns>Null where there is none, or none for them.</returns>
    public ContentReading? Find(HttpContext http, string path)
    {
        // The layout, the page and its head ask for the same.
        if (http.Features.Get<Found>() is { } last && last.Path == path && last.For == http.User)
            return last.Reading;
        var reading = FindFor(http, path);
        http.Features.Set(new Found(path, http.User, reading));
        return reading;
    }

    private ContentReading? FindFor(HttpContext http, string path)
    {
        if (Look(path) is not { } reading)
            return null;
        return http.User.IsInRole(Roles.Administrator) ? reading
            : reading.Page is { Front.IsDraft: false } ? reading with { Mistakes = [] }
            : null;
    }

    /// <summary>Whether a page that was found is still what its file says.</summary>
    public bool IsCurrent(string path, ContentReading reading) => ReferenceEquals(Look(path)?.Page, reading.Page);

    /// <summary>Those below <c>/articles</c> that have a date, newest first.</summary>
    public IReadOnlyList<ContentPage> Articles(HttpContext http)
    {
        var articles = Path.Combine(folder.Root, "articles");
        return Directory.Exists(articles)
            ? [.. Directory.EnumerateFiles(articles)
                .Select(file => FindFor(http, $"{ArticlesPath}/{Path.GetFileNameWithoutExtension(file)}")?.Page)
                .Where(page => page is { Front.Date: not null, Slug: not "articles" }).Select(page => page!).DistinctBy(page => page.Path)
                .OrderByDescending(page => page.Front.Date).ThenBy(page => page.Path, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Everything that is wrong in the folder: a line for each thing, with file and line.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="pages">How many files there are.</param>
    public IReadOnlyList<string> Check(IServiceProvider services, out int pages)
    {
        List<string> found = [];
        pages = 0;
        foreach (var (file, path, problem) in folder.All())
        {
            pages++;
            IEnumerable<Mistake> mistakes = problem is not null ? [problem]
                : reserved.Contains(path) ? [new Mistake(0, $"the address {path} belongs to the site itself, so this page is never shown. Choose another.")]
                : MistakesIn(services, file, path);
            found.AddRange(mistakes.Select(mistake => mistake.In(file)));
        }
        return found;
    }

    public void Dispose() => _known.Dispose();

    private static IEnumerable<Mistake> MistakesIn(IServiceProvider services, string file, string path)
    {
        var (page, mistakes) = ContentFile.Read(file, path);
        return page is null
            ? mistakes
            : page.Front.Slots.Values.Append(page.Text).SelectMany(text => text.Check(services)).Select(Mistake.Of).OrderBy(mistake => mistake.Line);
    }

    private static string Plain(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    private ContentReading? Look(string path)
    {
        var plain = Plain(path);
        if (_known.Get<Known>(plain) is not { } known)
            return !reserved.Contains(path) && folder.Find(path) is { } found ? Read(found, plain) : null;
        if (known.Freshness.IsSeen())
            return known.Reading;
        if (folder.Find(path) is { } file)
            return Read(file, plain);
        known.Freshness.Forget();
        return null;
    }

    private ContentReading Read(string file, string path)
    {
        var info = new FileInfo(file);
        var stamp = info.Exists ? (info.LastWriteTimeUtc.Ticks, info.Length) : default;
        if (_known.Get<Known>(path) is { } now && now.Stamp == stamp)
            return now.Reading;
        // Many who ask for a page that takes its time wait for one reading.
        lock (_reading.GetOrAdd(file, _ => new Lock()))
        {
            var known = _known.Get<Known>(path);
            return known is not null && known.Stamp == stamp ? known.Reading : ReadAnew(file, path, info, stamp, known);
        }
    }

    private ContentReading ReadAnew(string file, string path, FileInfo info, (long, long) stamp, Known? known)
    {
        var (page, mistakes) = ContentFile.Read(file, path);
        foreach (var mistake in mistakes)
            Log.Broken(logger, mistake.In(file));
        var reading = new ContentReading(page ?? known?.Reading.Page, mistakes);
        _known.Set(path, new Known(stamp, reading), new MemoryCacheEntryOptions { Size = 1000 + (page is null ? 0 : info.Length) });
        return reading;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A content file cannot be shown as it is. {Problem}")]
        public static partial void Broken(ILogger logger, string problem);
    }
}
