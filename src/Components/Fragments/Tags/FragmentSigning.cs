using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

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
}
