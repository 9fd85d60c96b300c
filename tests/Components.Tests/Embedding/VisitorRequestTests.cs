using System.Net;
using Components.Embedding;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Embedding;

public sealed class VisitorRequestTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly string Guest = "g1." + new string('A', 43);
    private static int _sites;

    private readonly string _origin = $"https://visitor{Interlocked.Increment(ref _sites)}.example";

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    private TestMembers Members => host.Services.GetRequiredService<TestMembers>();

    [Fact]
    public async Task A_member_is_known_by_the_token_and_has_no_roles()
    {
        var page = await AskAsync(await MemberAsync());
        Assert.Equal("mary Mary", page.Find(".member").TextContent);
        Assert.Equal("", page.Find(".roles").TextContent);
        Assert.Equal("nobody", page.Find(".vouched").TextContent);
        Assert.Null(page.Header("Component-Visitor"));
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in_for_that_very_page()
    {
        await host.RegisterSiteAsync(_origin);
        Assert.Equal($"http://localhost/account/embedded?origin={Uri.EscapeDataString(_origin)}", (await AskAsync(null)).Find(".sign-in").GetAttribute("href"));
    }

    [Fact]
    public async Task Who_is_signed_in_by_a_cookie_is_nobody_and_the_cookies_are_gone()
    {
        await host.RegisterSiteAsync(_origin);
        using var request = new HttpRequestMessage(HttpMethod.Get, await UrlAsync());
        request.Headers.Add("Origin", _origin);
        request.Headers.Add("Cookie", "component-session=abcdefghijklmnopqrstuv; comments-guest=x");
        var page = await host.Visit("ada").SendAsync(request);
        Assert.Equal("nobody", page.Find(".member").TextContent.Trim());
        Assert.Equal("0", page.Find(".cookies").TextContent);
        Assert.Null(page.Header("Set-Cookie"));
    }

    [Fact]
    public async Task A_token_of_another_origin_is_as_if_there_were_none()
    {
        await host.RegisterSiteAsync(_origin);
        var other = $"{_origin}:8443";
        await host.RegisterSiteAsync(other);
        var member = Write(VisitorToken.For(Mary(), Now, Hour), other);
        Assert.Equal("nobody", (await AskAsync(member)).Find(".member").TextContent.Trim());
    }

    [Fact]
    public async Task So_is_one_that_has_expired_or_whose_key_is_retired()
    {
        var token = await MemberAsync();
        var old = host.Keys.Current.Id;
        host.Keys.Rotate();
        Assert.Equal("mary Mary", (await AskAsync(token)).Find(".member").TextContent);
        host.Keys.Retire(old);
        Assert.Equal("nobody", (await AskAsync(token)).Find(".member").TextContent.Trim());

        token = await MemberAsync();
        host.Clock.Advance(Hour);
        var page = await AskAsync($"{token}, {Guest}");
        Assert.Equal("nobody", page.Find(".member").TextContent.Trim());
        Assert.Equal(Guest[3..], page.Find(".guest").TextContent);
    }

    [Fact]
    public async Task So_is_one_of_an_account_that_was_locked_or_signed_out_everywhere_or_is_gone()
    {
        var token = await MemberAsync();
        Members.All["mary"] = Mary() with { Stamp = "another" };
        Assert.Equal("nobody", (await AskAsync(token)).Find(".member").TextContent.Trim());
        Members.All.TryRemove("mary", out _);
        Assert.Equal("nobody", (await AskAsync(token)).Find(".member").TextContent.Trim());
    }

    [Fact]
    public async Task A_site_that_is_switched_off_is_served_nothing_whoever_asks()
    {
        var token = await MemberAsync();
        var url = await UrlAsync();
        await host.Services.SwitchSiteAsync(_origin, isOn: false);
        var page = await SendAsync(HttpMethod.Get, url, token);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.DoesNotContain("Mary", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(", , ,,")]
    [InlineData("p1")]
    [InlineData("p1...")]
    [InlineData("p1.aaaa.bbbb.cccc")]
    [InlineData("g1.")]
    [InlineData("g1.short")]
    [InlineData("g1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!!")]
    [InlineData("g2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer x")]
    [InlineData("LONG")]
    public async Task What_is_no_token_does_no_harm(string header)
    {
        await host.RegisterSiteAsync(_origin);
        var page = await AskAsync(header == "LONG" ? new string('g', 8_000) : header);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("nobody", page.Find(".member").TextContent.Trim());
        Assert.Equal("none", page.Find(".guest").TextContent);
    }

    [Fact]
    public async Task A_token_that_is_used_is_renewed_by_an_answer_that_no_cache_keeps()
    {
        var token = await MemberAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        var page = await AskAsync($"{token}, {Guest}");
        Assert.Equal("no-store", page.Header("Cache-Control"));
        var parts = page.Header("Component-Visitor")!.Split(", ");
        Assert.Equal(Guest, parts[1]);
        host.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal("nobody", (await AskAsync(token)).Find(".member").TextContent.Trim());
        Assert.Equal("mary Mary", (await AskAsync(parts[0])).Find(".member").TextContent);
    }

    [Fact]
    public async Task A_guest_is_given_a_capability_by_header_and_no_cookie_and_stays_who_they_are_when_signed_in()
    {
        var token = await MemberAsync();
        var form = (await AskAsync(token)).Find("form").GetAttribute("hx-post")!;
        var answer = await SendAsync(HttpMethod.Post, form, token);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Html);
        Assert.Equal($"{token}, g1.{new string('E', 43)}", answer.Header("Component-Visitor"));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Null((await SendAsync(HttpMethod.Post, form, $"g1.{new string('E', 43)}")).Header("Component-Visitor"));
    }

    [Fact]
    public async Task For_whom_the_site_vouches_is_known_as_its_visitor_and_is_no_member()
    {
        var site = await host.RegisterSiteAsync(_origin);
        var token = Write(VisitorToken.For(site, new VisitorPass { Id = "42", Name = "Mary", Email = "mary@example.com" }, Now, Hour), _origin);
        var page = await AskAsync(token);
        Assert.Equal("A site/42/Mary/mary@example.com", page.Find(".vouched").TextContent);
        Assert.Equal("nobody", page.Find(".member").TextContent.Trim());
    }

    [Fact]
    public async Task The_same_id_at_a_site_that_was_registered_anew_is_nobody()
    {
        var site = await host.RegisterSiteAsync(_origin);
        var old = EmbeddingSite.Register(site.Id + 1, _origin, "Before", Now);
        var token = Write(VisitorToken.For(old, new VisitorPass { Id = "42", Name = "Mary" }, Now, Hour), _origin);
        Assert.Equal("nobody", (await AskAsync(token)).Find(".vouched").TextContent);
    }

    [Fact]
    public async Task On_the_sites_own_pages_the_header_says_nothing()
    {
        var token = await MemberAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, host.UrlOf<VisitorFragment>().Partial);
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("Component-Visitor", $"{token}, {Guest}");
        var page = await host.Visit().SendAsync(request);
        Assert.Equal("nobody", page.Find(".member").TextContent.Trim());
        Assert.Equal("none", page.Find(".guest").TextContent);
    }

    [Fact]
    public void A_guests_capability_is_256_bits_or_more()
    {
        var visitor = new EmbeddedVisitor("https://blog.example", null, null);
        Assert.Throws<ArgumentException>(() => visitor.KeepGuest("short"));
        Assert.Throws<ArgumentException>(() => visitor.KeepGuest(new string('!', 43)));
        Assert.Throws<ArgumentException>(() => visitor.KeepGuest(new string('A', 66)));
        Assert.Throws<ArgumentException>(() => visitor.KeepGuest($"A{new string(' ', 49)}A"));
        Assert.Throws<ArgumentException>(() => visitor.KeepGuest($"{new string('A', 50)}="));
        visitor.KeepGuest(new string('A', 43));
        visitor.KeepGuest(new string('A', 51));
        Assert.Equal(new string('A', 51), visitor.NewGuestToken);
    }

    private static Member Mary() => new("mary", "Mary", "stamp");

    private async Task<string> MemberAsync()
    {
        if (await host.Services.GetRequiredService<EmbeddingSites>().FindAsync(_origin, TestContext.Current.CancellationToken) is null)
            await host.RegisterSiteAsync(_origin);
        Members.All["mary"] = Mary();
        return Write(VisitorToken.For(Mary(), Now, Hour), _origin);
    }

    private string Write(VisitorToken token, string origin) => host.Services.GetRequiredService<VisitorTokens>().Write(token, origin);

    private async Task<Page> AskAsync(string? visitor) => await SendAsync(HttpMethod.Get, await UrlAsync(), visitor);

    private async Task<string> UrlAsync()
    {
        var (_, json) = await host.Visit().SignAsync(_origin, EmbeddingSteps.Page("/blog/1", EmbeddingSteps.Tag("test/visitor")));
        return json.GetProperty("tags")[0].GetProperty("url").GetString()!;
    }

    private Task<Page> SendAsync(HttpMethod method, string url, string? visitor)
    {
        var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([]);
        request.Headers.Add("Origin", _origin);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        if (visitor is not null)
            request.Headers.TryAddWithoutValidation("Component-Visitor", visitor);
        return host.Visit().SendAsync(request);
    }
}
