using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Components.Embedding;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Assets;

/// <summary>
/// The styles and scripts of the core and of the packs in use. They travel inside the assemblies and are served below <c>/c/_/{version}/</c>, so that a host application
/// needs no static files set up; all styles are one file, and browsers may keep everything for good.
/// </summary>
internal sealed partial class AssetStore
{
    public const string Route = "/c/_/{version}/{**file}";
    private const string Folder = "assets/";
    private const string Vendored = "lib/";
    private const string ModuleEnding = ".razor.js";
    private const string StyleSheet = "components.css";
    private const string EmbeddingStyleSheet = "embed.css";

    private const string Bundle = "site.js";
    private const string Start = "components.js";

    /// <summary>By itself: only pages with the developer's panel load it.</summary>
    public const string OverlayStyles = "overlay.css";

    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly Dictionary<string, Asset> _assets = [];
    private readonly List<string> _embeddable = [];

    private sealed record Asset(string Type, byte[] Bytes)
    {
        // The best there is: it is made once.
        private const int Quality = 11;

        public Encodings Encodings { get; } = new(Bytes, Quality);
    }

    public AssetStore(PackList packs, IHostEnvironment host, ILogger<AssetStore> logger)
    {
        var (styles, elsewhere) = (new StringBuilder(), new StringBuilder());
        Add(typeof(AssetStore).Assembly, "", styles, elsewhere);
        foreach (var pack in packs.Where(pack => pack.GetType().Assembly != typeof(AssetStore).Assembly))
            Add(pack.GetType().Assembly, $"{pack.Id}/", styles, elsewhere);
        _assets[StyleSheet] = Css(styles.ToString());
        // On another site's page they hold inside our elements alone.
        _assets[EmbeddingStyleSheet] = Css($"{Encoding.UTF8.GetString(_assets[EmbeddingStyleSheet].Bytes)}\n:where(component-view, [data-component-elsewhere], .component-messages) {{\n{elsewhere}}}\n");
        Modules = BundleModules(host, logger);
        Version = VersionOf(_assets);
    }

    /// <summary>Changes when any of the files does.</summary>
    public string Version { get; }

    /// <summary>What every page loads as modules, in this order.</summary>
    public IReadOnlyList<string> Modules { get; }

    /// <summary>What a page of another site loads.</summary>
    /// <param name="site">The address of this one, with the path base.</param>
    public object EmbeddingIn(string site) => new
    {
        start = site + AddressOf("embed/start.js"),
        style = site + AddressOf(EmbeddingStyleSheet),
        modules = _embeddable.Order(StringComparer.Ordinal).Select(file => site + AddressOf(file)),
    };

    /// <summary>The address of a file, below the path base.</summary>
    public string AddressOf(string file) => $"/c/_/{Version}/{file}";

    public async Task ServeAsync(HttpContext http, string version, string? file)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (file is null || !_assets.TryGetValue(file, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        // A page that was open over an update may still ask by the old version: it gets what there is, but must not keep it.
        // The one address that other sites write down bears no version.
        http.Response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : version.Length == 0 ? "public, max-age=600" : "no-cache";
        http.Response.Headers.Append("Vary", "Accept-Encoding");
        http.Response.ContentType = asset.Type;
        var (bytes, encoding) = asset.Encodings.For(http.Request.Headers.AcceptEncoding);
        if (encoding is not null)
            http.Response.Headers.ContentEncoding = encoding;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    // Developers of packs find each module under its own name, with its own lines.
    private string[] BundleModules(IHostEnvironment host, ILogger logger)
    {
        string[] modules = [Start, .. _assets.Keys.Where(file => file.EndsWith(ModuleEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (host.IsDevelopment())
            return modules;
        try
        {
            var script = ModuleBundle.Of(modules, path => _assets.TryGetValue(path, out var asset) ? Encoding.UTF8.GetString(asset.Bytes) : null, at: Bundle);
            _assets[Bundle] = new Asset(_assets[Start].Type, Encoding.UTF8.GetBytes(script));
            return [Bundle];
        }
        catch (NotSupportedException e)
        {
            Log.NotBundled(logger, e.Message);
            return modules;
        }
    }

    private void Add(Assembly assembly, string prefix, StringBuilder styles, StringBuilder elsewhere)
    {
        // What belongs to a fragment that cannot stand elsewhere (an admin page) is not sent there.
        var own = assembly.GetTypes().Where(type => type.IsDefined(typeof(FragmentAttribute)) && !type.IsDefined(typeof(EmbeddableAttribute))).Select(type => type.Name).ToHashSet();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var file = name[Folder.Length..].Replace('\\', '/');
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (file.EndsWith(".js", StringComparison.Ordinal) && !file.StartsWith(Vendored, StringComparison.Ordinal))
                bytes = Encoding.UTF8.GetBytes(CommentLine().Replace(Encoding.UTF8.GetString(bytes), ""));
            var isEmbeddable = !own.Contains(Path.GetFileName(file).Split('.')[0]);
            if (file.EndsWith(".css", StringComparison.Ordinal) && file is not (EmbeddingStyleSheet or OverlayStyles))
            {
                var css = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
                styles.Append(Layered(css, isCore: prefix.Length == 0));
                // Not in a layer there: most pages reset the margins of everything, and that would win.
                elsewhere.Append(isEmbeddable ? css.Replace("@layer components {", "@media all {", StringComparison.Ordinal) : "");
            }
            else if (Types.TryGetContentType(file, out var type))
            {
                _assets[prefix + file] = new Asset(type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type, bytes);
                if (isEmbeddable && file.EndsWith(ModuleEnding, StringComparison.Ordinal))
                    _embeddable.Add(prefix + file);
            }
        }
    }

    // Comments are for who reads the source: a fifth of what visitors would load. The lines stay, so that an error still names the right one.
    [GeneratedRegex(@"^[ \t]*//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();

    private static Asset Css(string text) => new("text/css; charset=utf-8", Encoding.UTF8.GetBytes(text));

    // Packs' styles yield to the site's own; the core's file names its layers itself.
    private static string Layered(string css, bool isCore) => isCore ? css : $"@layer components {{\n{css}}}\n";

    private static string VersionOf(Dictionary<string, Asset> assets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, asset) in assets.OrderBy(asset => asset.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(asset.Bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Every page loads the scripts one by one, which takes browsers longer: {Problem}")]
        public static partial void NotBundled(ILogger logger, string problem);
    }
}
