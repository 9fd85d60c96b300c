using Components;
using Components.Fragments;
using Components.Packs;
using Microsoft.Extensions.Options;

namespace App.Commands;

/// <summary><c>./run sign comments/thread subject=/blog/1 --page /blog/1</c>: the addresses that a tag on that page would be given.</summary>
internal static class SignCommand
{
    private const string Usage = "Usage: run sign FRAGMENT [NAME=VALUE ...] [--page /path]";

    /// <returns>0; 2 where it was asked for wrongly.</returns>
    public static int Run(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        try
        {
            var url = Sign(services, arguments);
            // Where the site will listen is not known here.
            var site = services.GetRequiredService<IOptions<SiteOptions>>().Value.Url?.GetLeftPart(UriPartial.Authority);
            Console.WriteLine($"Fragment: {site}{url.Partial}");
            Console.WriteLine($"Document: {site}{url.Document}");
            return 0;
        }
        catch (CommandException e)
        {
            Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{Usage}");
            return 2;
        }
    }

    private static FragmentUrl Sign(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        var options = CommandOptions.Read([.. OptionsIn(arguments)], "page", "origin");
        if (options.Find("origin") is not null)
            throw new CommandException("--origin: this site does not sign for other sites.");
        var plain = PlainIn(arguments).ToList();
        if (plain.Count == 0 || plain[0].Contains('=', StringComparison.Ordinal))
            throw new CommandException("Which fragment? Its name comes first, such as comments/thread.");
        var parameters = plain.Skip(1).Select(argument => argument.Split('=', 2) is [{ Length: > 0 } name, var value] ? KeyValuePair.Create(name, value) : throw new CommandException($"'{argument}' must be NAME=VALUE.")).ToList();
        if (parameters.GroupBy(parameter => parameter.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new CommandException($"'{twice.Key}' is there twice.");
        return services.SignFragment(plain[0], parameters, options.Find("page") ?? "/");
    }

    private static IEnumerable<string> OptionsIn(IReadOnlyList<string> arguments) => arguments.Where((_, at) => IsOption(arguments, at));

    private static IEnumerable<string> PlainIn(IReadOnlyList<string> arguments) => arguments.Where((_, at) => !IsOption(arguments, at));

    // An option, or the value behind one.
    private static bool IsOption(IReadOnlyList<string> arguments, int at) =>
        arguments[at].StartsWith("--", StringComparison.Ordinal) || (at > 0 && arguments[at - 1].StartsWith("--", StringComparison.Ordinal) && !arguments[at - 1].Contains('=', StringComparison.Ordinal));
}
