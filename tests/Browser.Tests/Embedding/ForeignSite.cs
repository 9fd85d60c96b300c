using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Browser.Tests.Embedding;

/// <summary>
/// Somebody else's site, on another port: pages made by a static site generator, with a style of their own and a policy that allows our host and nothing else. Beside it, our site, on which
/// guests may write after a proof of work, and on which this one is registered.
/// </summary>
public class ForeignSite : LiveSite, IAsyncLifetime
{
    /// <summary>Registered as well: whoever signs in for it reads its name on a page of ours.</summary>
    public const string LongOrigin = "https://a-blog-about-tomatoes-on-balconies-and-in-pots-in-the-north.gardeners.example";

    private readonly Dictionary<string, (string Html, string Policy)> _pages = [];
    private WebApplication? _app;

    public ForeignSite()
    {
        Settings["Packs:Comments:AllowGuests"] = "true";
        Settings["Packs:Comments:ProofOfWork"] = "true";
        Settings["Packs:Comments:HoldFasterThanSeconds"] = "0";
        Settings["Packs:Comments:Reactions:0"] = "👍";
    }

    /// <summary>Where the other site is.</summary>
    public Uri Blog => new(_app!.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public string Origin => Blog.GetLeftPart(UriPartial.Authority);

    public string Host => Root.GetLeftPart(UriPartial.Authority);

    /// <summary>The policy of its pages.</summary>
    private string Policy => $"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self' {Host}; script-src 'self' {Host}; connect-src {Host}";

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/style.css", () => Results.Text(Style, "text/css"));
        _app.MapGet("/htmx.js", () => Results.File(Repository.PathOf("src/Components/wwwroot/lib/htmx.min.js"), "text/javascript"));
        _app.MapGet("/own.js", () => Results.Text(OwnScript, "text/javascript"));
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        _app.MapGet("/part", () => Results.Text("<b id=\"own-part\">From their own server</b>", "text/html"));
        _app.MapGet("/{**path}", (HttpContext http, string? path) =>
        {
            if (!_pages.TryGetValue($"/{path}", out var page))
                return Results.NotFound();
            var policy = http.Request.Path == "/with-htmx" ? Policy.Replace("connect-src", "connect-src 'self'", StringComparison.Ordinal) : Policy;
            http.Response.Headers.ContentSecurityPolicy = http.Request.Query.ContainsKey("open") ? default : $"{policy}; {page.Policy}";
            return Results.Text(page.Html, "text/html; charset=utf-8");
        });
        await _app.StartAsync();
        Register(Origin);
        Register(LongOrigin);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
            await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>What an administrator does.</summary>
    public void Register(string origin)
    {
        _ = Services;
        using var connection = this.OpenDatabase();
        connection.Run($"INSERT OR IGNORE INTO component_embedding_sites (Id, Origin, Name, Secret, CreatedAt, IsOn) VALUES ({Random.Shared.NextInt64()}, '{origin}', 'A blog', '{new string('s', 43)}', 0, 1)");
    }

    /// <summary>Publishes a page: the two lines stand where <paramref name="body"/> has them.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="body">What stands in its main part.</param>
    /// <param name="head">What stands in its head besides.</param>
    /// <param name="policy">What its policy says besides.</param>
    /// <returns>Its address.</returns>
    public string Publish(string path, string body, string head = "", string policy = "")
    {
        _pages[path] = ($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="generator" content="Somebody's static site generator 3.1">
              <title>Growing tomatoes on a balcony</title>
              <link rel="stylesheet" href="/style.css">
              {head}
            </head>
            <body>
            <header><a href="/">The balcony garden</a></header>
            <main>{body}</main>
            <footer>Made with love and a static site generator.</footer>
            </body>
            </html>
            """, policy);
        return new Uri(Blog, path).ToString();
    }

    public string Script => string.Create(CultureInfo.InvariantCulture, $"<script type=\"module\" src=\"{Host}/embed.js\"></script>");

    public const string Story = "<article><h1>Growing tomatoes on a balcony</h1><p>Six hours of sun, a deep pot, and patience.</p></article>";

    private const string OwnScript = """
        window.theirs = [];
        for (const name of ['htmx:beforeRequest', 'htmx:afterProcessNode', 'htmx:configRequest'])
          document.addEventListener(name, (event) => window.theirs.push(name + ' ' + (event.target.id || event.target.nodeName)));
        """;

    private const string Style = """
        * { margin: 0; padding: 0; box-sizing: border-box; }
        body { max-width: 44rem; margin: 0 auto; padding: 1rem; font: 18px/1.7 Georgia, serif; color: #2d2a26; background: #fbf7ef; }
        header { padding: 1.5rem 0; border-bottom: 3px double #c9bfa8; }
        h1 { font-size: 2rem; margin: 1.5rem 0 1rem; color: #6b2d1a; }
        h2 { font-size: 1.3rem; margin: 2rem 0 0.5rem; color: #6b2d1a; }
        p { margin: 0 0 1rem; }
        a { color: #8a3b12; }
        button { background: #6b2d1a; color: #fff; border: 0; padding: 0.5rem 1rem; font-family: inherit; }
        input, textarea { border: 1px solid #a89c80; background: #fffdf8; font: inherit; padding: 0.4rem; }
        ul { padding-left: 1.5rem; }
        footer { margin-top: 3rem; font-size: 0.85rem; color: #7a7262; }
        """;
}
