using System.Globalization;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Seeding;

/// <summary>What is asked of the seeding.</summary>
/// <param name="Subject">Which thread; one that is there is added to.</param>
/// <param name="Count">How many comments.</param>
/// <param name="Replies">Which share of them answer others, 0 to 1.</param>
/// <param name="Votes">How many votes a comment gets on average.</param>
/// <param name="Page">The path of the page that the thread stands on.</param>
/// <param name="Seed">The same number gives the same comments.</param>
internal sealed record SeedOptions(string Subject, int Count, double Replies = 0.6, double Votes = 2, string Page = "/", int Seed = 1);

/// <summary><c>comments seed</c>: fills a thread, to try the site, and for the benchmark.</summary>
internal static class SeedCommand
{
    public static PackCommand Command { get; } = new("seed", """
        --subject S --count N [--replies 0.6] [--votes 2] [--page /path] [--seed 1]
        writes N made-up comments into a thread: answers to several depths, votes, a few pinned
        """, RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var options = Read(arguments);
        var clock = services.GetRequiredService<TimeProvider>();
        var progress = new SeedProgress(Console.Out, !Console.IsOutputRedirected, options.Count, clock);
        var seeding = new SeedRun(services.GetRequiredService<CommentsDb>(), clock);
        try
        {
            await seeding.RunAsync(options, progress.Report, cancellation);
        }
        finally
        {
            progress.Finish(seeding.Answers, seeding.Votes, options.Subject);
        }
        return 0;
    }

    private static SeedOptions Read(IReadOnlyList<string> arguments)
    {
        var given = CommandOptions.Read(arguments, "subject", "count", "replies", "votes", "page", "seed");
        var options = new SeedOptions(given.Require("subject", Comment.LongestSubject), given.Number("count", 1, 100_000_000));
        var page = given.Find("page") ?? options.Page;
        return LocalUrl.IsLocal(page)
            ? options with
            {
                Page = page,
                Replies = given.Number("replies", 0.0, 1.0, options.Replies),
                Votes = given.Number("votes", 0.0, 100.0, options.Votes),
                Seed = given.Number("seed", 0, int.MaxValue, options.Seed),
            }
            : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"--page must be a path of this site, such as /articles/one, not '{page}'."));
    }
}
