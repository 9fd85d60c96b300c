using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>A site whose mails stay in the outbox, where tests read them: nobody sends them on.</summary>
public class SiteWithOutbox : Site
{
    public SiteWithOutbox() => ConfigureServices = StopMail;

    /// <summary>The bodies of what was written to an address, oldest first.</summary>
    public IReadOnlyList<string> MailsTo(string address)
    {
        using var connection = this.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Body FROM mail_outbox WHERE \"To\" = $to ORDER BY Id";
        command.Parameters.AddWithValue("$to", address);
        using var rows = command.ExecuteReader();
        List<string> mails = [];
        while (rows.Read())
            mails.Add(rows.GetString(0));
        return mails;
    }

    public long OutboxRows()
    {
        using var connection = this.OpenDatabase();
        return connection.Ask<long>("SELECT COUNT(*) FROM mail_outbox");
    }

    public static string LinkIn(string mail) => Regex.Match(mail, @"https?://\S+").Value;

    protected static void StopMail(IServiceCollection services)
    {
        foreach (var worker in services.Where(service => service.ImplementationType?.Name == "OutboxWorker").ToList())
            services.Remove(worker);
    }
}
