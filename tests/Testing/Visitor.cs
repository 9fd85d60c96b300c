using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Testing;

/// <summary>Somebody with a browser, over HTTP: opens pages, loads fragments as htmx does, and sends forms with and without JavaScript.</summary>
public sealed class Visitor(HttpClient client)
{
    public HttpClient Client { get; } = client;

    /// <summary>Opens a page; redirects are followed by hand.</summary>
    public async Task<Page> OpenAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        return await SendAsync(request);
    }

    /// <summary>Loads a fragment as htmx does.</summary>
    public async Task<Page> LoadAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("HX-Request", "true");
        return await SendAsync(request);
    }

    /// <summary>Posts as htmx does, from the site's own page.</summary>
    public Task<Page> PostAsync(string url, params (string Name, string Value)[] fields) => PostAsync(url, isHtmx: true, fields);

    /// <summary>Posts as a browser without JavaScript does, from the site's own page.</summary>
    public Task<Page> PostPlainlyAsync(string url, params (string Name, string Value)[] fields) => PostAsync(url, isHtmx: false, fields);

    /// <summary>Fills in a form of a page and sends it as a browser without JavaScript does: with its hidden fields, to its action.</summary>
    public Task<Page> SubmitAsync(IElement form, params (string Name, string Value)[] fields)
    {
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return PostPlainlyAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : form.BaseUri, [.. hidden, .. fields]);
    }

    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var response = await Client.SendAsync(request);
        return new Page(response, await response.Content.ReadAsStringAsync(), request.RequestUri!.ToString());
    }

    private async Task<Page> PostAsync(string url, bool isHtmx, (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (isHtmx)
            request.Headers.Add("HX-Request", "true");
        return await SendAsync(request);
    }
}

/// <summary>What came back.</summary>
public sealed class Page(HttpResponseMessage response, string html, string url)
{
    private IHtmlDocument? _document;

    public HttpStatusCode Status => response.StatusCode;

    public string Html => html;

    public string Url => url;

    public IHtmlDocument Document => _document ??= Parse(html);

    public string? Location => response.Headers.Location?.OriginalString;

    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public IElement Find(string selector) => Document.QuerySelector(selector) ?? throw new InvalidOperationException($"There is no '{selector}' in:\n{html}");

    public IReadOnlyList<IElement> FindAll(string selector) => [.. Document.QuerySelectorAll(selector)];

    // As late.js does when somebody touches a link, a form or a button: what leads to the document of a fragment asks for the fragment.
    private static IHtmlDocument Parse(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll("[hx-target]:not([hx-get], [hx-post])"))
        {
            var (verb, name) = element.LocalName switch { "a" => ("hx-get", "href"), "form" => ("hx-post", "action"), _ => ("hx-post", "formaction") };
            if (element.GetAttribute(name) is { } address && address.IndexOf(".html?", StringComparison.Ordinal) is >= 0 and var at)
                element.SetAttribute(verb, address.Remove(at, ".html".Length));
        }
        return document;
    }

    /// <summary>The address that the first placeholder or fragment of this id loads from.</summary>
    public string FragmentUrl(string id) => Find($"[data-fragment='{id}']").GetAttribute("hx-get")!;
}
