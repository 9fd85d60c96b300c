using Components.Admission;
using Components.Embedding;
using Components.Files;
using Components.Htmx;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>Answers one address of one fragment: verify, bind, read the form, render, answer. Each step can refuse; none after it is then taken.</summary>
internal sealed class FragmentEndpoint(FragmentDescriptor fragment, FragmentHandler? handler, AnswerKind kind)
{
    /// <summary>Sent by a form that stands in a document, so that the answer leads back there and not to the host page.</summary>
    public const string FromDocumentField = "_document";

    private readonly string _path = new FragmentRoute(fragment.Id, kind).PathOf(handler);

    public async Task InvokeAsync(HttpContext http)
    {
        StrictHeaders.Apply(http.Response);
        http.Response.Headers.CacheControl = "private, no-cache";
        var answer = new FragmentAnswer(http, fragment, kind);
        var (asked, refusal) = Missing(http) is { } missing ? (null, missing) : await VerifyAsync(http);
        if (refusal is not null)
        {
            await answer.RefuseAsync(refusal);
            return;
        }

        if (handler is null && kind == AnswerKind.Partial && HtmxRequest.From(http.Request).IsNavigation)
        {
            http.Response.Headers.CacheControl = "no-store";
            Redirect(http, asked!.Url.Document);
            return;
        }

        var call = new FragmentCall(http, asked!, kind, handler);
        http.Features.Set(call);
        if (handler is null)
        {
            await answer.RenderAsync(call);
            return;
        }
        using var uploads = await UploadsAsync(http, call, handler);
        await ReadFormAsync(http, call, handler, uploads);
        await answer.RenderAsync(call);
    }

    /// <summary>Leads a browser on with GET (RFC 9110, 15.4.4).</summary>
    public static void Redirect(HttpContext http, string location)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = location;
    }

    private Refusal? Missing(HttpContext http)
    {
        if (kind == AnswerKind.Model && !fragment.HasModel)
            return new Refusal(StatusCodes.Status404NotFound, "There is nothing here.", "its author gives no model (override Model)");
        return kind != AnswerKind.Model && fragment.IsModelOnly && !ModelView.IsOn(http.RequestServices)
            ? new Refusal(StatusCodes.Status404NotFound, "There is nothing here.", "it has a model and no markup; outside of development nothing is made up for it")
            : null;
    }

    private async Task<(AskedAddress? Asked, Refusal? Refusal)> VerifyAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var (asked, refusal) = services.GetRequiredService<FragmentRequest>().Read(http, fragment, handler?.Name ?? Signing.Claim.LoadPurpose, _path);
        if (asked is null)
        {
            // So that the other site's page can show what is wrong.
            if (http.Request.Query.ContainsKey(FragmentUrl.OriginKey))
                await services.GetRequiredService<EmbeddingCors>().AllowAsync(http);
            return (null, refusal);
        }
        var url = asked.Url;
        if ((url.IsEmbedded ? await services.GetRequiredService<EmbeddingGate>().PassAsync(http, url, handler) : Foreign(http)) is { } closed)
            return (null, closed);
        return await fragment.AuthorizeAsync(http) switch
        {
            FragmentDescriptor.Access.Granted => (asked, null),
            FragmentDescriptor.Access.SignInNeeded => (null, new Refusal(StatusCodes.Status401Unauthorized, "Please sign in to see this.", "nobody is signed in", url.HostPage)),
            _ => (null, new Refusal(StatusCodes.Status403Forbidden, "You may not see this.", "the person lacks a permission", url.HostPage)),
        };
    }

    private Refusal? Foreign(HttpContext http) => handler is null || http.RequestServices.GetRequiredService<SameOrigin>().Allows(http.Request)
        ? null
        : new Refusal(StatusCodes.Status403Forbidden, "This form can only be sent from this site's own pages.", "the request comes from another origin, or does not say from where");

    private static async Task<Uploads> UploadsAsync(HttpContext http, FragmentCall call, FragmentHandler handler)
    {
        var fieldBytes = http.RequestServices.GetRequiredService<IOptions<ComponentsOptions>>().Value.MaxFormBytes;
        var uploads = await Uploads.ForAsync(http.RequestServices, handler, call.Url, fieldBytes, http.RequestAborted);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = uploads.MaxBodyBytes;
        return uploads;
    }

    /// <summary>What goes wrong here is said by the fragment itself, with what was typed still in its form.</summary>
    private static async Task ReadFormAsync(HttpContext http, FragmentCall call, FragmentHandler handler, Uploads uploads)
    {
        var texts = CoreTexts.In(http.RequestServices);
        var wait = handler.HasOwnLimit ? null : http.RequestServices.GetRequiredService<PostLimiter>().Count(http);
        try
        {
            call.Form = await PostedText.ReadAsync(http.Request, uploads);
            Tell(http, call, uploads);
        }
        catch (Exception e) when (e is IOException or InvalidDataException && !http.RequestAborted.IsCancellationRequested)
        {
            FragmentLog.BadForm(http.RequestServices, call.Url.Fragment.Id, e.Message);
            var isTooLarge = e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            call.Response.Fail(
                isTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest,
                isTooLarge ? TooLarge(http, texts, uploads.MostToSend) : texts["The form could not be read."]);
        }
        if (wait is { } pause)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            call.Response.Fail(StatusCodes.Status429TooManyRequests, texts["You are sending very often. Please wait a moment and send it again; what you wrote is still here."]);
        }
    }

    /// <summary>A handler does not run where its files broke the rules, or could not be kept.</summary>
    private static void Tell(HttpContext http, FragmentCall call, Uploads uploads)
    {
        foreach (var (field, refusal) in uploads.Refused)
            call.Errors.Add(field, refusal.Text);
        if (uploads.Failure is not { } failure)
            return;
        FragmentLog.NoRoom(http.RequestServices, call.Url.Fragment.Id, failure.Message);
        call.Response.Fail(StatusCodes.Status503ServiceUnavailable, CoreTexts.In(http.RequestServices)["This could not be saved just now. Please try again in a moment; what you wrote is still here."]);
    }

    // Who has chosen a picture cannot shorten it.
    private static string TooLarge(HttpContext http, IStringLocalizer texts, long limit) => http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
        ? texts["This is too much to send at once. At most {0} can be sent; please choose smaller files.", FileRefusals.InWords(limit)]
        : texts["This is too much to send at once. Please shorten it."];
}
