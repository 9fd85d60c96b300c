using Components.Comments.Tests.Thread;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Moderation;

/// <summary>A site that takes guests, with a clock that is put forward by hand and visitors who come from the network that they say.</summary>
public sealed class ModeratedSite : Site
{
    public const string Queue = "/admin/comments/queue";

    public ModeratedSite()
    {
        Settings["Packs:Comments:AllowGuests"] = "true";
        Settings["Spam:Difficulty"] = "8";
        Settings["Spam:ChallengesPerMinute"] = "100000";
        Settings["Packs:Comments:ProofOfWork"] = "true";
        ConfigureServices = services => services.AddSingleton<TimeProvider>(Clock).AddTransient<IStartupFilter, StatedNetwork>();
    }

    public MovableClock Clock { get; } = new();

    /// <summary>A guest's browser in a network.</summary>
    public Visitor VisitFrom(string network) => StatedNetwork.From(this, network);

    /// <summary>Writes as a guest whose browser did the work, and who took their time.</summary>
    public async Task<Page> WriteAsGuestAsync(Visitor guest, string subject, string text, string name = "Gast", params (string Name, string Value)[] more)
    {
        var form = (await guest.LoadThreadAsync(this, subject)).Find("form.comments-form");
        var work = await WorkAsync(guest, form.GetAttribute("data-work")!);
        Clock.Ahead += TimeSpan.FromSeconds(10);
        return await guest.PostAsync(form.GetAttribute("hx-post")!, [("Text", text), ("Name", name), ("_work", work), .. more]);
    }

    /// <inheritdoc cref="Work.WorkAsync"/>
    public static Task<string> WorkAsync(Visitor visitor, string purpose) => visitor.WorkAsync(purpose);

    public string HeldOf(string text) => this.Ask<string>($"SELECT ifnull(Held, '') FROM comments_comments WHERE Text = '{text}'");

    public CommentState StateOf(string text) => (CommentState)this.Ask<long>($"SELECT State FROM comments_comments WHERE Text = '{text}'");

    public long KeyOf(string text) => this.Ask<long>($"SELECT Id FROM comments_comments WHERE Text = '{text}'");
}
