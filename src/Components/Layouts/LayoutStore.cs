using System.Security.Cryptography;
using Components.Caching;
using Components.Fragments;
using Microsoft.Extensions.Logging;

namespace Components.Layouts;

/// <summary>
/// Knows the layout for the next request. Editing the layout file or the pack shows at once (see <see cref="Freshness"/>); a mistake in either keeps the last good layout, or the built-in one
/// where there is none yet, and says why.
/// </summary>
public sealed partial class LayoutStore
{
    private readonly SiteFolders _folders;
    private readonly ILogger<LayoutStore> _logger;
    private readonly Lock _lock = new();
    private volatile State? _state;

    private sealed record State(Layout Layout, WatchedFiles Files, string? Problem)
    {
        private readonly Freshness _freshness = new();

        public bool IsGood => _freshness.IsSeen() || Files.AreUnchanged;
    }

    /// <summary>Reads nothing yet.</summary>
    public LayoutStore(SiteFolders folders, ILogger<LayoutStore> logger)
    {
        (_folders, _logger) = (folders, logger);
    }

    /// <summary>The name of the pack in use; <c>built-in</c> where there is no layout file.</summary>
    public string Name => Fresh().Layout.Pack.Name;

    /// <summary>Why the layout file as it stands is not in use; null where it is.</summary>
    public string? Problem => Fresh().Problem;

    /// <summary>The site's layout file.</summary>
    public string File => _folders.LayoutFile;

    /// <summary>The names of the packs that could be used.</summary>
    public IReadOnlyList<string> Available => [.. _folders.LayoutDirectories.Where(Directory.Exists).SelectMany(Directory.GetDirectories)
        .Where(folder => System.IO.File.Exists(Path.Combine(folder, "layout.html"))).Select(folder => Path.GetFileName(folder)).Distinct().Order()];

    /// <summary>What is wrong with the layout file and with every pack that could be used, for the site's owner: each with file and line. Empty: nothing.</summary>
    /// <param name="services">The application's services; no request is needed.</param>
    public IReadOnlyList<string> Check(IServiceProvider services)
    {
        var state = Fresh();
        var found = new List<string>();
        if (state.Problem is not null)
            found.Add(state.Problem);
        else
            Add(found, File, state.Layout.Slots.Values.SelectMany(text => text.Segments), services);
        var slots = state.Layout.Pack.SlotNames.ToHashSet();
        foreach (var name in Available)
            try
            {
                var pack = PackOf(name, FolderOf(name)!, new WatchedFiles());
                slots.UnionWith(pack.SlotNames);
                Add(found, pack.Files[0], pack.Segments, services);
            }
            catch (Exception e) when (e is LayoutException or IOException or UnauthorizedAccessException)
            {
                found.Add(e.Message);
            }
        if (state.Problem is null)
            AddUnknownSlots(found, state.Layout.Slots, slots);
        return [.. found.Distinct()];
    }

    // What goes into a slot of another layout than the one in use waits for a change of layouts.
    private void AddUnknownSlots(List<string> found, IReadOnlyDictionary<string, SlotText> written, HashSet<string> known)
    {
        foreach (var (name, text) in written.Where(slot => !known.Contains(slot.Key)))
            found.Add($"{File}, line {text.Line}: no layout has a slot '{name}', so this is never shown. "
                + (Spelling.Nearest(name, known) is { } near ? $"Do you mean '{near}'?" : $"There are: {string.Join(", ", known.Where(slot => slot.Length > 0).Order(StringComparer.Ordinal))}."));
    }

    private static void Add(List<string> found, string file, IEnumerable<Segment> segments, IServiceProvider services) =>
        found.AddRange(FragmentHtml.MistakesIn(segments, services).Select(mistake => $"{file}, line {mistake.Line}: {mistake.Text}"));

    internal Layout Current => Fresh().Layout;

    /// <summary>The folder of a pack; null where there is none of that name.</summary>
    internal string? FolderOf(string pack) =>
        pack.Length == 0 || pack.AsSpan().ContainsAny('/', '\\', '.') ? null
        : _folders.LayoutDirectories.Select(folder => Path.Combine(folder, pack)).FirstOrDefault(folder => System.IO.File.Exists(Path.Combine(folder, "layout.html")));

    private State Fresh()
    {
        if (_state is { IsGood: true } state)
            return state;
        lock (_lock)
            return _state is { Files.AreUnchanged: true } fresh ? fresh : _state = Read();
    }

    private State Read()
    {
        var files = new WatchedFiles();
        try
        {
            var layout = Load(files);
            if (_state?.Problem is not null)
                Log.GoodAgain(_logger, File);
            return new State(layout, files, null);
        }
        catch (Exception e) when (e is LayoutException or IOException or UnauthorizedAccessException)
        {
            var lastGood = _state?.Layout ?? BuiltIn();
            if (_state?.Problem != e.Message)
                Log.Broken(_logger, e.Message, lastGood.Pack.Name);
            return new State(lastGood, files, e.Message);
        }
    }

    private Layout Load(WatchedFiles files)
    {
        files.Add(File);
        if (!System.IO.File.Exists(File))
            return BuiltIn();
        var file = LayoutFile.Parse(System.IO.File.ReadAllText(File), File);
        if (FolderOf(file.Use) is not { } folder)
        {
            // So that it is used as soon as it is there.
            foreach (var directory in _folders.LayoutDirectories)
                files.Add(Path.Combine(directory, file.Use, "layout.html"));
            throw new LayoutException($"{File}: there is no layout pack '{file.Use}'. There is: {string.Join(", ", Available)}.");
        }
        return new Layout(PackOf(file.Use, folder, files), file.Slots);
    }

    private static LayoutPack PackOf(string name, string folder, WatchedFiles files)
    {
        var source = Path.Combine(folder, "layout.html");
        files.Add(source);
        return LayoutPack.Compile(name, System.IO.File.ReadAllText(source), source, address => AssetOf(name, folder, address, files));
    }

    /// <summary>The address under which a pack's file is served, with its version so that browsers may keep it for good.</summary>
    private static string? AssetOf(string pack, string folder, string address, WatchedFiles files)
    {
        var mark = address.IndexOf('#', StringComparison.Ordinal);
        var (file, part) = mark < 0 ? (address, "") : (address[..mark], address[mark..]);
        var path = Path.Combine(folder, file.Split('?')[0]);
        if (!System.IO.File.Exists(path))
            return LayoutAssets.AddressOf(pack, address);
        files.Add(path);
        var version = Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path)).AsSpan(0, 5));
        return $"{LayoutAssets.AddressOf(pack, file)}{(file.Contains('?', StringComparison.Ordinal) ? '&' : '?')}v={version}{part}";
    }

    private static Layout BuiltIn()
    {
        using var stream = typeof(LayoutStore).Assembly.GetManifestResourceStream("built-in-layout.html")!;
        using var reader = new StreamReader(stream);
        return new Layout(LayoutPack.Compile("built-in", reader.ReadToEnd(), "the built-in layout", _ => null), new Dictionary<string, SlotText>());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The layout cannot be used: {Problem} The layout '{Layout}' serves on")]
        public static partial void Broken(ILogger logger, string problem, string layout);

        [LoggerMessage(2, LogLevel.Information, "{File} is good again")]
        public static partial void GoodAgain(ILogger logger, string file);
    }
}
