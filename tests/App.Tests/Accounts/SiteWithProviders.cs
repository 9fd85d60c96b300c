using AngleSharp.Html.Parser;
using Testing;

namespace App.Tests.Accounts;

/// <summary>A site on which people sign in by two providers.</summary>
public sealed class SiteWithProviders : SiteWithOutbox, IAsyncLifetime
{
    public StandInProvider Hub { get; private set; } = null!;

    public StandInProvider Club { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (Hub, Club) = (await StandInProvider.StartAsync(), await StandInProvider.StartAsync());
        foreach (var (key, value) in Hub.SettingsFor("hub", "The Hub").Concat(Club.SettingsFor("club", "The Club")))
            Settings[key] = value;
    }

    /// <summary>Presses the provider's button on a page of the site.</summary>
    /// <returns>The address of the provider's page that asks.</returns>
    public static async Task<string> PressAsync(Visitor visitor, string id, string page = "/account/sign-in") =>
        await StartAsync(visitor, (await visitor.OpenAsync(page)).Find($"a[data-provider={id}]").GetAttribute("href")!);

    public static async Task<string> StartAsync(Visitor visitor, string address) => (await visitor.OpenAsync(address)).Location ?? throw new InvalidOperationException("It leads nowhere.");

    /// <summary>Answers at the provider.</summary>
    /// <returns>The address on the site that the provider sends people back to.</returns>
    public static async Task<string> AnswerAsync(string asking, string answer = "allow")
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync(asking));
        var link = page.QuerySelector($"#{answer}")?.GetAttribute("href") ?? throw new InvalidOperationException(page.Source.Text);
        return answer == "deny" ? link : (await client.GetAsync(new Uri(new Uri(asking), link))).Headers.Location!.OriginalString;
    }

    /// <summary>Makes an account by signing in at the hub for the first time.</summary>
    public static async Task JoinAsync(Visitor visitor, string name) => await visitor.SubmitAsync((await SignInByAsync(visitor, "hub")).Find("main form[method=post]"), ("Form.Name", name));

    /// <summary>All of it, up to the page where one lands.</summary>
    public static async Task<Page> SignInByAsync(Visitor visitor, string id, string page = "/account/sign-in") => await FollowAsync(visitor, await AnswerAsync(await PressAsync(visitor, id, page)));

    /// <summary>Opens an address and goes where the site sends one.</summary>
    public static async Task<Page> FollowAsync(Visitor visitor, string address)
    {
        for (var i = 0; i < 6; i++)
        {
            var answer = await visitor.OpenAsync(address);
            if (answer.Location is null)
                return answer;
            address = answer.Location;
        }
        throw new InvalidOperationException($"It goes round and round: {address}");
    }

    public override async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Club.DisposeAsync();
        await base.DisposeAsync();
    }
}
