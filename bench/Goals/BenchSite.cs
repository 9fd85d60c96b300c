using System.Net;
using System.Text.RegularExpressions;

namespace Goals;

/// <summary>What the App serves in a run: its own content, pages of the benchmark, and a layout that asks for nothing that the pages by hand do not have too.</summary>
internal static partial class BenchSite
{
    private const string Layout = """
        <layout use="magazine" lang="en">
          <span slot="site-title">Component Server</span>
          <a slot="nav" href="/">Home</a>
          <a slot="nav" href="/articles">Articles</a>
          <a slot="nav" href="/about">About</a>
          <a slot="nav" href="/contact">Contact</a>
          <section slot="sidebar"><h2>What is this?</h2><p>The same work as an ordinary Blazor app does it, by the component server.</p></section>
          <p slot="footer">Served by the component server. <a href="/about">About this site</a></p>
        </layout>
        """;

    /// <summary>
    /// Whatever keeps people from writing as fast as they can is off. Each post says that it comes from a network of its own, as it would through a proxy: limits for one network are what a benchmark from
    /// one machine would measure otherwise.
    /// </summary>
    public static IReadOnlyDictionary<string, string> OpenToGuests { get; } = new Dictionary<string, string>
    {
        ["Site__TrustedProxies__0"] = "127.0.0.1",
        ["Packs__Comments__AllowGuests"] = "true",
        ["Packs__Comments__ProofOfWork"] = "false",
        ["Packs__Comments__HoldFasterThanSeconds"] = "0",
        ["Packs__Comments__HoldPostsOver"] = "0",
        ["Packs__Comments__HoldDuplicatesFrom"] = "0",
        ["Packs__Comments__GuestPostsPerMinute"] = "1000",
        ["Packs__Comments__GuestPostsPerHour"] = "10000",
    };

    /// <summary>A remembered order is the visitor's own: such a request never gets, and never makes, a shared answer. The order is the one that everybody gets, so that the answer is the same.</summary>
    public const string PastTheCache = "Cookie: comments-sort=Newest";

    /// <summary>As every browser asks: what is kept is kept compressed.</summary>
    public const string ByBrowser = "Accept-Encoding: gzip, deflate, br, zstd";

    /// <summary>As htmx asks for a fragment.</summary>
    public const string ByHtmx = "HX-Request: true";

    public static string CountsPage(int counts) => $"/bench/counts-{counts}";

    public static void Write(string app, string site)
    {
        foreach (var folder in new[] { "content", "wwwroot" })
            Copy(Path.Combine(app, folder), Path.Combine(site, folder));
        File.Copy(Path.Combine(app, "appsettings.json"), Path.Combine(site, "appsettings.json"));
        File.WriteAllText(Path.Combine(site, "layout.html"), Layout);
        WritePage(site, Workplace.ThreadPage, $"""
            What an article says is the same for everybody, and stands in the page as it was written.

            Below it are the comments, in the page's own answer: nothing is loaded afterwards.

            <component-view name="comments/thread" subject="{Workplace.Thread}" load="inline"></component-view>
            """);
        foreach (var counts in new[] { 1, 100 })
            WritePage(site, CountsPage(counts), string.Join('\n', Enumerable.Range(1, counts).Select(number => $"- Article {number}: <component-view name=\"comments/count\" subject=\"/articles/{number}\" load=\"inline\"></component-view>")));
    }

    /// <returns>The signed address of a thread as a fragment, below the site's root.</returns>
    public static async Task<string> FragmentAsync(Workplace workplace, string subject, string page)
    {
        var said = await workplace.AppCommandAsync("sign", "comments/thread", $"subject={subject}", "--page", page);
        return FragmentLine().Match(said).Groups[1].Value;
    }

    /// <returns>Where the form of a thread is posted to.</returns>
    public static async Task<Uri> PostAddressAsync(Server app, string fragment)
    {
        using var client = new HttpClient { BaseAddress = app.Root, DefaultRequestHeaders = { { "HX-Request", "true" } } };
        var html = await client.GetStringAsync(fragment);
        // The fragment's own address is that of its document without ".html".
        return new Uri(app.Root, WebUtility.HtmlDecode(FormAction().Match(html).Groups[1].Value).Replace(".html?", "?", StringComparison.Ordinal));
    }

    private static void WritePage(string site, string path, string text)
    {
        var file = Path.Combine(site, "content", $"{path.TrimStart('/')}.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"# A page of the benchmark\n\n{text}\n");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"^Fragment: (\S+)", RegexOptions.Multiline)]
    private static partial Regex FragmentLine();

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\" data-component-form")]
    private static partial Regex FormAction();
}
