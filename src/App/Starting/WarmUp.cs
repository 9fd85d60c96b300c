using App.Content;
using Components.Fragments;

namespace App.Starting;

/// <summary>
/// Most of a start is the runtime, which makes each piece of code ready when it is first used, and only in the thread that uses it. Reading content is a large piece that depends on nothing: another thread uses it
/// once while the site is put together.
/// </summary>
internal static class WarmUp
{
    private const string Sample = """
        # Title

        A [link](/), *words* and `code`.

        <component-view name="sample" subject="sample"></component-view>
        """;

    /// <summary>Nobody waits for it. A command of the site's owner needs nothing of this.</summary>
    public static void Begin(string[] args)
    {
        if (SiteHost.IsProgram && args.All(arg => arg.StartsWith('-') || Uri.IsWellFormedUriString(arg, UriKind.Absolute)))
            _ = Task.Run(ReadSample);
    }

    private static FragmentHtml? ReadSample() => ContentFile.Parse(Sample, "/", isMarkdown: true).Page?.Text;
}
