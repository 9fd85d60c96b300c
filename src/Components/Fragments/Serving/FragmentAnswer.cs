using System.Globalization;
using Components.Caching;
using Components.Data;
using Components.Fragments.Rendering;
using Components.Htmx;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>Renders a fragment, alone or as a document, and writes status, headers and HTML in that order.</summary>
internal sealed class FragmentAnswer(HttpContext http, FragmentDescriptor fragment, AnswerKind kind)
{
    private const int RetryAfterSeconds = 10;

    public async Task RenderAsync(FragmentCall call)
    {
        try
        {
            var content = await RenderContentAsync(call);
            if (kind == AnswerKind.Model)
                await ModelAnswer.WriteAsync(http, call);
            else
                await WriteAsync(call, content);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(e, call);
        }
    }

    /// <summary>Answers without the fragment: a short text that says what is wrong and where to go.</summary>
    public async Task RefuseAsync(Refusal refusal)
    {
        FragmentLog.Refused(http.RequestServices, fragment.Id, refusal.Status, refusal.Reason);
        if (kind == AnswerKind.Model)
        {
            await ModelAnswer.RefuseAsync(http, refusal);
            return;
        }
        http.Features.Set(refusal);
        var content = await RenderRootAsync(kind == AnswerKind.Partial ? (typeof(FragmentProblem), []) : Document([]));
        var answer = new FragmentResponse();
        answer.Fail(refusal.Status, CoreTexts.In(http.RequestServices)[refusal.Text]);
        ComponentHeaders.Write(http.Response, answer);
        await SendAsync(refusal.Status, content);
    }

    private Task<RenderedComponent?> RenderContentAsync(FragmentCall call) =>
        kind == AnswerKind.Document ? RenderRootAsync(Document(call.Values)) : Renderer.RenderAsync(http, call);

    private (Type, Dictionary<string, object?>) Document(Dictionary<string, object?> values) =>
        (typeof(FragmentDocument), new() { [nameof(FragmentDocument.Fragment)] = fragment.Type, [nameof(FragmentDocument.Values)] = values });

    private Task<RenderedComponent?> RenderRootAsync((Type Component, Dictionary<string, object?> Parameters) root) => Renderer.RenderAsync(http, root.Component, root.Parameters);

    private FragmentRenderer Renderer => http.RequestServices.GetRequiredService<FragmentRenderer>();

    private async Task WriteAsync(FragmentCall call, RenderedComponent? content)
    {
        var answer = call.Response;
        if (call.Url.IsEmbedded)
            answer.LeadHome(http.RequestServices.GetRequiredService<SiteAddress>().Origin);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
            RetryLater();
        if (call.IsRefusal && kind == AnswerKind.Partial)
        {
            await RefuseAsync(Refused(answer));
            return;
        }
        // Who may not post is shown no form: what they typed would be lost.
        if (call.IsRefusal && answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            await RefuseAfreshAsync(call, Refused(answer));
            return;
        }
        if (kind == AnswerKind.Document && ((call.Handler is not null && !answer.IsDocument) || !answer.HasView) && answer.Status is null or < 400)
        {
            RedirectDocument(call);
            return;
        }
        if (answer.PageRedirect is { } page)
            CheckRedirect(page);
        // Shown here it would be gone with the page; the page that it leads to shows it.
        if (answer.Message is { } flash && LocalUrl.IsLocal(answer.PageRedirect))
            http.RequestServices.GetRequiredService<FlashCookie>().Keep(http, flash);
        ComponentHeaders.Write(http.Response, answer);
        if (answer.InsideRedirect is { } inside)
            HtmxResponse.Location(http.Response, inside.In(call.Url.ElementId).Partial, call.Url.ElementId);
        else if (answer.Place is { } place && kind == AnswerKind.Partial)
            http.Response.Headers[ComponentHeaders.Place] = place;
        if (answer.HasView)
            await SendAsync(answer.Status ?? StatusCodes.Status200OK, content, call);
        else
            SendHead(StatusCodes.Status204NoContent);
    }

    // What stands in the page, and what was typed there, stays; only the message comes.
    private static Refusal Refused(FragmentResponse answer) => new(answer.Status!.Value, answer.Message?.Text ?? "This could not be done.", "the handler refused");

    /// <summary>Without JavaScript a POST ends in a redirect: to the page that the form was on, where what was posted is seen and the flash shown.</summary>
    private void RedirectDocument(FragmentCall call)
    {
        var answer = call.Response;
        if (answer.Message is { } flash)
            http.RequestServices.GetRequiredService<FlashCookie>().Keep(http, flash);
        if (answer.PageRedirect is { } page)
            CheckRedirect(page);
        var isFromDocument = call.Form?.ContainsKey(FragmentEndpoint.FromDocumentField) == true;
        FragmentEndpoint.Redirect(http, answer.PageRedirect ?? answer.InsideRedirect?.Document ?? answer.ReturnPath
            ?? (isFromDocument ? $"{call.Url.Document}{Anchor(answer)}" : $"{call.Url.HostPage}#{call.Url.ElementId}"));
    }

    // What script would give the focus to is there in a document, and may be far down.
    private static string Anchor(FragmentResponse answer) =>
        answer.Commands.LastOrDefault(command => command.Name == "focus")?.Target is { } target ? $"#{target}" : "";

    private void CheckRedirect(string url)
    {
        var site = http.RequestServices.GetRequiredService<SiteAddress>();
        var allowed = http.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.RedirectOrigins;
        if (!LocalUrl.IsLocal(url)
            && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) is var origin && (origin == site.Origin || allowed.Any(other => new Uri(other).GetLeftPart(UriPartial.Authority) == origin))))
            throw new InvalidOperationException($"'{url}' is neither on this site nor at one of Site:RedirectOrigins.");
    }

    private async Task FailAsync(Exception e, FragmentCall call)
    {
        // The page of another site must be able to read what is wrong, and nobody else.
        var embedding = http.Response.Headers.Where(header => header.Key == "Vary" || header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).ToArray();
        http.Response.Clear();
        StrictHeaders.Apply(http.Response);
        foreach (var (name, value) in embedding)
            http.Response.Headers[name] = value;
        http.Response.Headers.CacheControl = "no-store";
        if (e is OverBudgetException)
        {
            FragmentLog.TooSlow(http.RequestServices, e.Message);
            RetryLater();
            await RefuseAfreshAsync(call, new Refusal(StatusCodes.Status503ServiceUnavailable, "This takes longer than it should. Please try again in a moment.", "over its budget"));
            return;
        }
        var isUnavailable = http.RequestServices.GetService<IDatabase>()?.IsUnavailable(e) == true;
        if (isUnavailable)
        {
            FragmentLog.Unavailable(http.RequestServices, fragment.Id, e);
            RetryLater();
        }
        else
        {
            FragmentLog.Failed(http.RequestServices, fragment.Id, e);
        }
        await RefuseAfreshAsync(call, isUnavailable
            ? new Refusal(StatusCodes.Status503ServiceUnavailable, "This is not available just now. Please try again in a moment.", "the database is not available")
            : new Refusal(StatusCodes.Status500InternalServerError, "Something went wrong here. It has been written down, and we will look into it.", e.GetType().Name));
    }

    // A fresh renderer: the first one would fail again with its first exception, and has filled the document's head.
    private async Task RefuseAfreshAsync(FragmentCall call, Refusal refusal)
    {
        await using var scope = http.RequestServices.CreateAsyncScope();
        var services = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        try
        {
            // In a page with JavaScript what was typed is still in its form.
            await RefuseAsync(refusal with { HostPage = call.Url.HostPage, Posted = kind == AnswerKind.Document ? call.Form : null });
        }
        finally
        {
            http.RequestServices = services;
        }
    }

    private void RetryLater() => http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);

    private void SendHead(int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers[ComponentHeaders.Fragment] = fragment.Id;
        if (kind == AnswerKind.Document)
            http.Response.Headers["X-Robots-Tag"] = "noindex";
    }

    // What is said once must be said again to who asks again; a document has a head that changes with the site.
    private bool HasTag(FragmentCall call) =>
        kind == AnswerKind.Partial && call.Handler is null && call.Response is { Status: null or StatusCodes.Status200OK, Message: null, Commands.Count: 0 };

    private KeptAnswer? Keep(Utf8Html html) => AnswerKeeping.Of(http)?.Keep(http, html.Written.Span);

    private async Task SendAsync(int status, RenderedComponent? content, FragmentCall? call = null)
    {
        SendHead(status);
        http.Response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        // Into memory first: what fails on the way, or is known already, leaves nothing behind.
        using var html = new Utf8Html(fragment.Expected);
        if (content is not null)
            await content.WriteToAsync(html);
        fragment.Expect(html.Length);
        if (call is { Cost: null } && HasTag(call) && Keep(html) is { } kept)
        {
            await kept.SendAsync(http);
            return;
        }
        var isKnown = call is not null && HasTag(call) && http.RequestServices.GetRequiredService<EntityTags>().Apply(http, html.Written.Span);
        if (call?.Cost is { } cost)
            http.Response.Headers["Server-Timing"] = cost.Write(call.Url, html.Length, isKnown ? "unchanged" : HasTag(call) ? "tagged" : "none");
        if (isKnown)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        // After a post the end of the answer is the end of all that the post set going.
        if (call is { Handler: null })
            http.Response.ContentLength = html.Length;
        await http.Response.Body.WriteAsync(html.Written, http.RequestAborted);
    }
}
