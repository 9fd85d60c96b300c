using Components.Packs;
using Components.Signing;

namespace App.Commands;

/// <summary>What can be asked of the program besides serving: <c>./run keys rotate</c>, and what the packs bring: <c>./run comments seed</c>.</summary>
internal static class SiteCommands
{
    private const string Name = "run";

    private const string Usage = """
        Usage: run [options]              serve the site
               run keys                   list the keys that sign URLs
               run keys rotate            add a key that signs from now on; the older ones go on verifying
               run keys retire KEY        stop accepting a key; what it signed is answered with 410
               run check                  name what is wrong with the content, the layout file and the layouts, with file and line; exit code 1 where something is
               run sign FRAGMENT [NAME=VALUE ...] [--page /path] [--origin https://host]
                                          print the signed addresses of a fragment, for pages that are built beforehand; of another site with --origin
        """;

    /// <returns>The exit code; null where the arguments name no command, so that the site is served.</returns>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
            return args is ["--help" or "-h"] ? Say(UsageOf(app)) : null;
        return args switch
        {
            ["keys"] => List(Keys(app)),
            ["keys", "rotate"] => Say($"Key {Keys(app).Rotate().Id} signs from now on. The older ones verify until you retire them: keys retire KEY"),
            ["keys", "retire", var id] => Retire(Keys(app), id),
            ["check"] => CheckCommand.Run(app.Services),
            ["sign", .. var rest] => await SignCommand.RunAsync(app.Services, rest),
            _ => await app.Services.RunPackCommandAsync(args, Name) ?? Fail($"There is no command '{string.Join(' ', args)}'.\n{UsageOf(app)}"),
        };
    }

    private static string UsageOf(WebApplication app) => string.Join(Environment.NewLine, app.Services.GetRequiredService<PackList>().Usage(Name).Prepend($"{Usage}{Environment.NewLine}Commands of the packs:"));

    private static KeyRing Keys(WebApplication app) => app.Services.GetRequiredService<KeyRing>();

    private static int List(KeyRing keys)
    {
        foreach (var key in keys.Keys)
            Console.WriteLine($"{key.Id}  made {key.CreatedAt:u}  {(key == keys.Current ? "signs" : key.RetiredAt is { } at ? $"retired {at:u}" : "verifies")}");
        return 0;
    }

    private static int Retire(KeyRing keys, string id)
    {
        try
        {
            return Say($"Key {keys.Retire(id).Id} is retired.");
        }
        catch (ArgumentException e)
        {
            return Fail(e.Message.Split(" (Parameter")[0]);
        }
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Fail(string text)
    {
        Console.Error.WriteLine(text);
        return 2;
    }
}
