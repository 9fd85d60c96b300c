using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Components.Comments.Tests.Thread;
using Microsoft.AspNetCore.Builder;
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
    public Visitor VisitFrom(string network)
    {
        var visitor = Visit();
        visitor.Client.DefaultRequestHeaders.Add(StatedNetwork.Header, network);
        return visitor;
    }

    /// <summary>Writes as a guest whose browser did the work, and who took their time.</summary>
    public async Task<Page> WriteAsGuestAsync(Visitor guest, string subject, string text, string name = "Gast", params (string Name, string Value)[] more)
    {
        var form = (await guest.LoadThreadAsync(this, subject)).Find("form.comments-form");
        var work = await WorkAsync(guest, form.GetAttribute("data-work")!);
        Clock.Ahead += TimeSpan.FromSeconds(10);
        return await guest.PostAsync(form.GetAttribute("hx-post")!, [("Text", text), ("Name", name), ("_work", work), .. more]);
    }

    /// <summary>Does the proof of work, as a browser does.</summary>
    public static async Task<string> WorkAsync(Visitor visitor, string purpose)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/c/_challenge?for={purpose}");
        request.Headers.Add("Component-Work", "1");
        var answer = JsonDocument.Parse((await visitor.SendAsync(request)).Html).RootElement;
        var (challenge, bits) = (answer.GetProperty("challenge").GetString()!, answer.GetProperty("difficulty").GetInt32() - 4);
        return $"{challenge}~{string.Join('-', Enumerable.Range(0, 16).Select(part => Solve(challenge[^43..], (byte)part, bits)))}";
    }

    public string HeldOf(string text) => this.Ask<string>($"SELECT ifnull(Held, '') FROM comments_comments WHERE Text = '{text}'");

    public CommentState StateOf(string text) => (CommentState)this.Ask<long>($"SELECT State FROM comments_comments WHERE Text = '{text}'");

    public long KeyOf(string text) => this.Ask<long>($"SELECT Id FROM comments_comments WHERE Text = '{text}'");

    private static string Solve(string mac, byte part, int bits)
    {
        for (uint counter = 0; ; counter++)
        {
            byte[] number = [(byte)(counter >> 24), (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter];
            var hash = SHA256.HashData([.. Encoding.ASCII.GetBytes(mac), part, .. number]);
            if (BitOperations.LeadingZeroCount(BitConverter.ToUInt32([hash[3], hash[2], hash[1], hash[0]])) >= bits)
                return counter.ToString("x", CultureInfo.InvariantCulture);
        }
    }

    private sealed class StatedNetwork : IStartupFilter
    {
        public const string Header = "X-Test-Network";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                if (IPAddress.TryParse(http.Request.Headers[Header], out var address))
                    http.Connection.RemoteIpAddress = address;
                return following(http);
            });
            next(app);
        };
    }
}
