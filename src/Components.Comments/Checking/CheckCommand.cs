using System.Globalization;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Checking;

/// <summary><c>comments check</c>: tells whether what is counted is right.</summary>
internal static class CheckCommand
{
    public static PackCommand Command { get; } = new("check", "\ncounts everything anew (answers, comments, votes, scores, places) and names what is not as it should be", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        CommandOptions.Read(arguments);
        var check = new CommentCheck(services.GetRequiredService<CommentsDb>());
        var findings = await check.FindAsync(cancellation);
        foreach (var finding in findings)
            Console.WriteLine(finding);
        Console.WriteLine(findings.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"All is as it should be: {check.Comments:N0} comments in {check.Threads:N0} threads.")
            : string.Create(CultureInfo.InvariantCulture, $"{findings.Sum(finding => finding.Rows):N0} rows are not as they should be."));
        return findings.Count == 0 ? 0 : 1;
    }
}
