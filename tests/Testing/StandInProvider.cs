using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>
/// A provider that speaks OAuth 2 over real HTTP: a page that asks, a token endpoint that checks code, redirect address, secret and PKCE, and an answer about who signed in. Whoever comes is
/// signed in there as <see cref="Person"/>.
/// </summary>
public sealed class StandInProvider : IAsyncDisposable
{
    public const string ClientId = "the-site";
    public const string Secret = "the site's secret";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Grant> _codes = new();
    private readonly ConcurrentDictionary<string, object> _tokens = new();

    private StandInProvider(WebApplication app) => _app = app;

    /// <summary>The address that it listens at.</summary>
    public string Url => _app.Urls.First();

    /// <summary>What the user information endpoint answers.</summary>
    public object Person { get; set; } = new { };

    /// <summary>When true, the token endpoint fails, as a provider does that is out of order.</summary>
    public bool IsDown { get; set; }

    /// <summary>Why it last refused a code; null where it has not.</summary>
    public string? Refusal { get; private set; }

    public static async Task<StandInProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new StandInProvider(app);
        app.UseRouting();
        app.MapGet("/authorize", provider.AskAsync);
        app.MapGet("/allow", provider.Allow);
        app.MapPost("/token", provider.ExchangeAsync);
        app.MapGet("/user", provider.Tell);
        await app.StartAsync();
        return provider;
    }

    /// <summary>The settings by which a site uses it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> SettingsFor(string id, string title) => new Dictionary<string, string?>
    {
        [$"Accounts:OAuth:{id}:Title"] = title,
        [$"Accounts:OAuth:{id}:ClientId"] = ClientId,
        [$"Accounts:OAuth:{id}:ClientSecret"] = Secret,
        [$"Accounts:OAuth:{id}:AuthorizationEndpoint"] = $"{Url}/authorize",
        [$"Accounts:OAuth:{id}:TokenEndpoint"] = $"{Url}/token",
        [$"Accounts:OAuth:{id}:UserInformationEndpoint"] = $"{Url}/user",
        [$"Accounts:OAuth:{id}:Scopes"] = "profile email",
        [$"Accounts:OAuth:{id}:IdField"] = "id",
        [$"Accounts:OAuth:{id}:EmailVerifiedField"] = "email_verified",
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AskAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var back = query["redirect_uri"].ToString();
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["scope"] != "profile email")
            return Results.BadRequest("This is not how a site asks.").ExecuteAsync(http);
        var state = Uri.EscapeDataString(query["state"].ToString());
        var allow = $"/allow?redirect_uri={Uri.EscapeDataString(back)}&state={state}&challenge={query["code_challenge"]}";
        var page = $"<!DOCTYPE html><html lang=en><title>Provider</title><link rel=icon href=\"data:,\"><a id=allow href=\"{WebUtility.HtmlEncode(allow)}\">Allow</a> <a id=deny href=\"{WebUtility.HtmlEncode($"{back}?error=access_denied&state={state}")}\">Deny</a>";
        return Results.Content(page, "text/html; charset=utf-8").ExecuteAsync(http);
    }

    private void Allow(HttpContext http)
    {
        var query = http.Request.Query;
        var code = Guid.NewGuid().ToString("n");
        _codes[code] = new Grant(query["redirect_uri"].ToString(), query["challenge"].ToString(), Person);
        http.Response.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private async Task ExchangeAsync(HttpContext http)
    {
        if (IsDown)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }
        var form = await http.Request.ReadFormAsync();
        Refusal = !_codes.TryRemove(form["code"].ToString(), out var grant) ? "code"
            : form["client_id"] != ClientId || form["client_secret"] != Secret ? "secret"
            : form["redirect_uri"] != grant.RedirectUri ? "redirect_uri"
            : WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != grant.Challenge ? "code_verifier"
            : null;
        if (Refusal is not null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsJsonAsync(new { error = "invalid_grant" });
            return;
        }
        var token = Guid.NewGuid().ToString("n");
        _tokens[token] = grant!.Person;
        await http.Response.WriteAsJsonAsync(new { access_token = token, token_type = "Bearer" });
    }

    private async Task Tell(HttpContext http)
    {
        if (_tokens.TryGetValue(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var person))
            await http.Response.WriteAsJsonAsync(person);
        else
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private sealed record Grant(string RedirectUri, string Challenge, object Person);
}
