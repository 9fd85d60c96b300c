using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Components.Data;
using Components.Embedding;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>A visitor's browser on a page of another site: it has tags signed, asks without cookies, and keeps the token that answers bring, as <c>embed.js</c> does.</summary>
public sealed class OtherSite(Site site, string origin)
{
    private string _secret = "";

    /// <summary>What the browser sends in <c>Component-Visitor</c>.</summary>
    public string? Token { get; set; }

    public string Origin => origin;

    /// <summary>Registers the site as an administrator does.</summary>
    public static async Task<OtherSite> RegisterAsync(Site site, string origin, string name = "A blog")
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EmbeddingDb>();
        var registered = EmbeddingSite.Register(site.Get<TimeOrderedId>().Next(), origin, name, site.Get<TimeProvider>().GetUtcNow());
        db.Sites.Add(registered);
        await db.SaveChangesAsync();
        site.Get<EmbeddingSites>().Forget();
        return new OtherSite(site, origin) { _secret = registered.Secret };
    }

    public async Task SwitchAsync(bool isOn)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EmbeddingDb>();
        db.Sites.Single(registered => registered.Origin == origin).Switch(isOn);
        await db.SaveChangesAsync();
        site.Get<EmbeddingSites>().Forget();
    }

    /// <summary>Another browser on the same site, which knows nothing yet.</summary>
    public OtherSite InAnotherBrowser() => new(site, origin) { _secret = _secret };

    /// <summary>Shows a tag of a page.</summary>
    public async Task<Page> ShowAsync(string page, string name, params (string Name, string Value)[] attributes)
    {
        var tag = new { name, attributes = attributes.ToDictionary(item => item.Name, item => item.Value) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_sign") { Content = JsonContent.Create(new { page, query = "", tags = new[] { tag } }) };
        var signed = JsonDocument.Parse((await SendAsync(request)).Html).RootElement.GetProperty("tags")[0];
        return await GetAsync(signed.GetProperty("url").GetString() ?? throw new InvalidOperationException(signed.GetProperty("error").GetString()));
    }

    public async Task<Page> GetAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await SendAsync(request);
    }

    public async Task<Page> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        return await SendAsync(request);
    }

    /// <summary>The site says who its visitor is, and the page exchanges that for a token.</summary>
    public async Task<Page> VouchAsync(string id, string name, string? email = null)
    {
        var json = JsonSerializer.Serialize(new { id, name, email, exp = (site.Get<TimeProvider>().GetUtcNow() + TimeSpan.FromMinutes(5)).ToUnixTimeSeconds() });
        var text = $"v1.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))}";
        var mac = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secret), Encoding.UTF8.GetBytes(text)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_visitor") { Content = new StringContent($"{text}.{mac}") };
        return await SendAsync(request);
    }

    private async Task<Page> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        if (Token is not null)
            request.Headers.Add("Component-Visitor", Token);
        var page = await site.Visit().SendAsync(request);
        Token = page.Header("Component-Visitor") ?? Token;
        return page;
    }
}
