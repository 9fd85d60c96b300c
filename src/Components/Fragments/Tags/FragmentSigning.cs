using Components.Data;
using Components.Embedding;
using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>Signs addresses of fragments outside of any request: for pages that are built beforehand.</summary>
public static class FragmentSigning
{
    /// <summary>The address of a fragment that is for everybody, as a tag on a page would be given it. Good until its key is retired.</summary>
    /// <param name="services">The application's services; the host need not run.</param>
    /// <param name="name">The fragment's id.</param>
    /// <param name="parameters">Names and texts, as in a tag.</param>
    /// <param name="hostPage">The path of the page on which it will stand, such as <c>/blog/1</c>.</param>
    /// <exception cref="CommandException">The name or a parameter is wrong, or it is for one person only; the message says what would be right.</exception>
    public static FragmentUrl SignFragment(this IServiceProvider services, string name, IEnumerable<KeyValuePair<string, string>> parameters, string hostPage)
    {
        if (!LocalUrl.IsLocal(hostPage))
            throw new CommandException($"'{hostPage}' must be the path of a page of this site, such as /blog/1.");
        var tag = FragmentTag.Read(services.GetRequiredService<FragmentRegistry>(), name, parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (object?)parameter.Value)));
        if (tag.Problems.Count > 0)
            throw new CommandException(string.Join(Environment.NewLine, tag.Problems));
        if (tag.Scope != Signing.UrlScope.Public)
            throw new CommandException($"'{name}' is for one person or one session only: its address can be signed only in a request of theirs.");
        return services.GetRequiredService<FragmentUrls>().CreateForEverybody(tag.Fragment!, tag.Given(), hostPage, FragmentTerms.Usual with { ElementId = tag.ElementId });
    }

    /// <summary>
    /// The address of a fragment on a page of another site, as a tag there would be given it: only what is for other sites can be signed, and addresses among the parameters are resolved by that
    /// page. Good until its key is retired, or the site is removed. This site's own address is <see cref="SiteOptions.Url"/>.
    /// </summary>
    /// <param name="services">The application's services; the host need not run.</param>
    /// <param name="origin">The site's origin, such as <c>https://blog.example</c>.</param>
    /// <param name="name">The fragment's id.</param>
    /// <param name="parameters">Names and texts, as in a tag.</param>
    /// <param name="hostPage">The path of the page there on which it will stand, such as <c>/blog/1</c>.</param>
    /// <param name="cancellation">Ends the reading of the registered sites.</param>
    /// <exception cref="CommandException">The site is not registered or is switched off, or the tag is wrong there; the message says what would be right.</exception>
    public static async Task<FragmentUrl> SignFragmentForSiteAsync(
        this IServiceProvider services, string origin, string name, IEnumerable<KeyValuePair<string, string>> parameters, string hostPage, CancellationToken cancellation)
    {
        if (!LocalUrl.IsLocal(hostPage) || hostPage.AsSpan().ContainsAny('?', '#'))
            throw new CommandException($"'{hostPage}' must be the path of a page of that site, such as /blog/1.");
        var page = new EmbeddingPage(await SiteAsync(services, origin, cancellation), hostPage, QueryCollection.Empty);
        var attributes = parameters.ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value);
        var tag = new EmbeddedTag(name, attributes).Read(services.GetRequiredService<FragmentRegistry>(), page, services.GetRequiredService<IOptions<EmbeddingOptions>>().Value.ShortestEvery);
        if (tag.Problems.Count > 0)
            throw new CommandException(string.Join(Environment.NewLine, tag.Problems));
        return services.GetRequiredService<FragmentUrls>().CreateForEverybody(tag.Fragment!, tag.Given(), page.Address, FragmentTerms.Usual with { ElementId = tag.ElementId });
    }

    private static async Task<EmbeddingSite> SiteAsync(IServiceProvider services, string origin, CancellationToken cancellation)
    {
        var written = WebOrigin.Read(origin) ?? throw new CommandException($"'{origin}' is no origin. It looks like https://blog.example, without a path.");
        // A command may be the first that asks for the tables.
        await services.GetRequiredService<DatabaseStartup>().StartAsync(cancellation);
        var site = await services.GetRequiredService<EmbeddingSites>().FindAsync(written, cancellation)
            ?? throw new CommandException($"{written} is not registered here: add it in the admin area, under Other sites.");
        return site.IsOn ? site : throw new CommandException($"{written} is switched off in the admin area, under Other sites.");
    }
}
