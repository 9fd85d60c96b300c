using System.Net;
using Components;
using Components.Fragments;
using Components.Packs;
using Microsoft.Extensions.Options;

namespace App.Commands;

/// <summary>
/// <c>./run sign comments/thread subject=/blog/1 --page /blog/1</c>: the addresses that a tag on that page would be given. With <c>--origin https://blog.example</c> the page is one of a
/// registered other site, and the lines to paste there come with them.
/// </summary>
internal static class SignCommand
{
    private const string Usage = "Usage: run sign FRAGMENT [NAME=VALUE ...] [--page /path] [--origin https://host]";

    /// <returns>0; 2 where it was asked for wrongly.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        try
        {
            var options = CommandOptions.Read([.. OptionsIn(arguments)], "page", "origin");
            var (name, parameters) = TagIn([.. PlainIn(arguments)]);
            var page = options.Find("page") ?? "/";
            // Where the site will listen is not known here.
            var site = services.GetRequiredService<IOptions<SiteOptions>>().Value.Url?.GetLeftPart(UriPartial.Authority);
            if (options.Find("origin") is { } origin)
                PrintForSite(site ?? throw new CommandException("Pages of other sites need this site's whole address: set Site:Url."), await services.SignFragmentForSiteAsync(origin, name, parameters, page, CancellationToken.None), services, name, parameters);
            else
                Print(services.SignFragment(name, parameters, page), site);
            return 0;
        }
        catch (CommandException e)
        {
            Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{Usage}");
            return 2;
        }
    }

    private static void Print(FragmentUrl url, string? site)
    {
        Console.WriteLine($"Fragment: {site}{url.Partial}");
        Console.WriteLine($"Document: {site}{url.Document}");
    }

    // The link is for who has no JavaScript: the tag shows it until the fragment is there.
    private static void PrintForSite(string site, FragmentUrl url, IServiceProvider services, string name, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        Print(url, null);
        var attributes = string.Concat(parameters.Prepend(KeyValuePair.Create("name", name)).Select(parameter => $" {parameter.Key}=\"{WebUtility.HtmlEncode(parameter.Value)}\""));
        Console.WriteLine($"""

            Paste into the page:
            <script type="module" src="{site}/embed.js"></script>
            <component-view{attributes}><a href="{WebUtility.HtmlEncode(url.Document)}">{WebUtility.HtmlEncode(url.TitleIn(services))}</a></component-view>
            """);
    }

    private static (string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters) TagIn(IReadOnlyList<string> plain)
    {
        if (plain.Count == 0 || plain[0].Contains('=', StringComparison.Ordinal))
            throw new CommandException("Which fragment? Its name comes first, such as comments/thread.");
        var parameters = plain.Skip(1).Select(argument => argument.Split('=', 2) is [{ Length: > 0 } name, var value] ? KeyValuePair.Create(name, value) : throw new CommandException($"'{argument}' must be NAME=VALUE.")).ToList();
        if (parameters.GroupBy(parameter => parameter.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new CommandException($"'{twice.Key}' is there twice.");
        return (plain[0], parameters);
    }

    private static IEnumerable<string> OptionsIn(IReadOnlyList<string> arguments) => arguments.Where((_, at) => IsOption(arguments, at));

    private static IEnumerable<string> PlainIn(IReadOnlyList<string> arguments) => arguments.Where((_, at) => !IsOption(arguments, at));

    // An option, or the value behind one.
    private static bool IsOption(IReadOnlyList<string> arguments, int at) =>
        arguments[at].StartsWith("--", StringComparison.Ordinal) || (at > 0 && arguments[at - 1].StartsWith("--", StringComparison.Ordinal) && !arguments[at - 1].Contains('=', StringComparison.Ordinal));
}
