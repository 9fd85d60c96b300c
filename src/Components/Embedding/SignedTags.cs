using System.Globalization;
using Components.Assets;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>One tag's answer.</summary>
/// <param name="Id">The id of the element that holds its content.</param>
/// <param name="Url">Where it is loaded from.</param>
/// <param name="Document">The same as a page.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Html">Its element: a placeholder that loads it, or the content itself where it asks to come inline.</param>
/// <param name="IsInline">Whether the content is there.</param>
/// <param name="Error">What is wrong with the tag, for the console of whoever wrote it.</param>
/// <param name="Note">What its visitors are told instead.</param>
internal sealed record SignedTag(string? Id, string? Url, string? Document, string? Title, string? Html, bool IsInline, string? Error, string? Note);

/// <summary>Renders the tags of another site's page as a page of ours would: all together, so that fifty counts are one question to the database.</summary>
internal sealed class SignedTags(FragmentRegistry registry, FragmentUrls urls, IOptions<EmbeddingOptions> options)
{
    // Each lists what would be right, so a tag of nothing but mistakes would be answered with a hundred times its size.
    private const int MostProblems = 5;

    public async Task<IReadOnlyList<SignedTag>> AnswerAsync(HttpContext http, EmbeddingPage page, IReadOnlyList<EmbeddedTag?> tags)
    {
        http.Features.Set(page);
        PageAssets.Claim(http);
        var renderer = http.RequestServices.GetRequiredService<IComponentPrerenderer>();
        return await renderer.Dispatcher.InvokeAsync(() => Task.WhenAll(tags.Select(tag => AnswerAsync(http, renderer, (tag ?? new EmbeddedTag(null, null)).Read(registry, page, options.Value.ShortestEvery)))));
    }

    private async Task<SignedTag> AnswerAsync(HttpContext http, IComponentPrerenderer renderer, FragmentTag tag)
    {
        if (tag.Problems.Count > 0)
            return Wrong(http, string.Join(' ', tag.Problems.Take(MostProblems)));
        var fragment = tag.Fragment!;
        var values = ParameterView.FromDictionary(tag.Values.ToDictionary());
        var url = urls.Create(http, fragment, fragment.Given(values), hostPage: null, FragmentTerms.Usual with { ElementId = tag.ElementId }, scope: null);
        try
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            (await renderer.PrerenderComponentAsync(http, fragment.Type, null!, values)).WriteTo(text, http.RequestServices.GetRequiredService<System.Text.Encodings.Web.HtmlEncoder>());
            var isInline = tag.Values.GetValueOrDefault(nameof(Load)) is Load.Inline;
            return new SignedTag(url.ElementId, url.Partial, url.Document, fragment.TitleIn(fragment.Texts(http.RequestServices)), text.ToString(), isInline, null, null);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            FragmentLog.Failed(http.RequestServices, fragment.Id, e);
            return Wrong(http, "It failed; the server's log says why.");
        }
    }

    private static SignedTag Wrong(HttpContext http, string error) =>
        new(null, null, null, null, null, false, error, CoreTexts.In(http.RequestServices)["This part of the page is not available."]);
}
