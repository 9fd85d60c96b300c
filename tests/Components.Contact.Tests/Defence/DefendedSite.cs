using Components.Contact.Defence;
using Components.Contact.Tests.Form;
using Components.Spam;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Contact.Tests.Defence;

/// <summary>A site with a form, a clock that is put forward by hand, and visitors who come from the network that they say.</summary>
public sealed class DefendedSite : SiteWithOutbox
{
    public const string Rules = "/admin/contact/rules";
    public const string Owner = "owner@localhost";

    private const string Talk = """
        {
          "title": "Talk to us",
          "autoReply": true,
          "fields": [
            { "type": "text", "name": "Name", "label": "Your name" },
            { "type": "email", "name": "Email", "label": "Your address", "required": true },
            { "type": "url", "name": "Website", "label": "Your website" },
            { "type": "longText", "name": "Message", "label": "Your message", "required": true },
            { "type": "hidden", "name": "Campaign", "value": "casino-night" }
          ]
        }
        """;

    public DefendedSite()
    {
        var forms = System.IO.Directory.CreateDirectory(Path.Combine(Directory, "forms")).FullName;
        File.WriteAllText(Path.Combine(forms, "talk.json"), Talk);
        Settings["Packs:Contact:Forms"] = forms;
        Settings["Packs:Contact:ProofOfWork"] = "true";
        Settings["Spam:Difficulty"] = "8";
        Settings["Spam:ChallengesPerMinute"] = "100000";
        ConfigureServices = services =>
        {
            StopMail(services);
            services.AddSingleton<TimeProvider>(Clock).AddTransient<IStartupFilter, StatedNetwork>();
        };
    }

    public MovableClock Clock { get; } = new();

    public Visitor VisitFrom(string network) => StatedNetwork.From(this, network);

    /// <summary>Sends the form as somebody whose browser did the work, and who took their time.</summary>
    public async Task<Page> SendAsync(Visitor visitor, string message, params (string Name, string Value)[] more)
    {
        var work = await visitor.WorkAsync("contact/form");
        Clock.Ahead += TimeSpan.FromSeconds(10);
        return await PostAsync(visitor, message, [("_work", work), .. more]);
    }

    /// <summary>Sends the form as it is, by htmx.</summary>
    public async Task<Page> PostAsync(Visitor visitor, string message, params (string Name, string Value)[] more)
    {
        var form = (await visitor.LoadAsync(this.AddressOf("contact/form", "form=talk", "/contact"))).Find("form");
        (string Name, string Value)[] email = more.Any(field => field.Name == "Email") ? [] : [("Email", "ann@example.com")];
        return await visitor.PostAsync(form.GetAttribute("hx-post")!, [("Message", message), .. email, .. more]);
    }

    public MessagePlace PlaceOf(string message) => (MessagePlace)this.Ask<long>($"SELECT Place FROM contact_messages WHERE Text LIKE '%: {message}\nCampaign%'");

    /// <summary>What speaks against a message, in English; empty: nothing.</summary>
    public string WhyOf(string message) =>
        string.Join(' ', Finding.FromJson(this.Ask<string>($"SELECT ifnull(Findings, '') FROM contact_messages WHERE Text LIKE '%: {message}\nCampaign%'")).Select(finding => finding.In(Services)));

    public long CountOf(string message) => this.Ask<long>($"SELECT COUNT(*) FROM contact_messages WHERE Text LIKE '%: {message}\nCampaign%'");

    /// <summary>What speaks against the latest message, in English.</summary>
    public string WhyOfLatest() =>
        string.Join(' ', Finding.FromJson(this.Ask<string>("SELECT ifnull(Findings, '') FROM contact_messages ORDER BY Id DESC LIMIT 1")).Select(finding => finding.In(Services)));

    /// <summary>Changes a message as the inbox does, and teaches what that means.</summary>
    public async Task DecideAsync(string message, bool isSpam)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
        var found = await db.Messages.SingleAsync(row => row.Text.Contains($": {message}\n"));
        if (isSpam)
            found.MoveTo(MessagePlace.Spam);
        else
            found.Rescue();
        await db.SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<MessageLessons>().TeachAsync([found], isSpam, default);
    }

    public Task RescueAsync(string message) => DecideAsync(message, isSpam: false);
}
