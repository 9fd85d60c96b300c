using System.Diagnostics;
using Testing;

namespace Components.Contact.Tests.Form;

/// <summary>What people do on the contact page, and what is in its tables.</summary>
internal static class ContactSteps
{
    public static Visitor Visit(this Site site, string language)
    {
        var visitor = site.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        return visitor;
    }

    /// <summary>Fills in the form and sends it by htmx.</summary>
    public static async Task<Page> AskAsync(this Visitor visitor, string email, string question) =>
        await visitor.PostAsync((await visitor.OpenAsync("/contact")).Find("main form[method=post]").GetAttribute("hx-post")!, ("Email", email), ("Question", question));

    public static T Ask<T>(this Site site, string sql)
    {
        using var connection = site.OpenDatabase();
        return connection.Ask<T>(sql);
    }

    /// <summary>Waits for the worker, which looks into the outbox each second.</summary>
    public static async Task UntilAsync(this Site site, string sql, long expected)
    {
        var start = Stopwatch.GetTimestamp();
        while (site.Ask<long>(sql) != expected)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), $"{sql} is still {site.Ask<long>(sql)}, not {expected}.");
            await Task.Delay(50);
        }
    }
}
