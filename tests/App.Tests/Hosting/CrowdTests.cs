using System.Net;
using Components.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Hosting;

/// <summary>The site while more people read than it can serve.</summary>
public sealed class CrowdTests(CrowdTests.SmallSite site) : IClassFixture<CrowdTests.SmallSite>
{
    private const string Article = "/articles/what-is-a-fragment", SignInCookie = "site-account", Blog = "https://blog.example";

    public sealed class SmallSite : Site
    {
        public SmallSite()
        {
            Settings["Components:Admission:AtOnce"] = "1";
            Settings["Components:Admission:MostWaiting"] = "0";
            Settings["Components:Admission:LongestHold"] = "00:10:00";
            Settings["Components:Cache:PersonalHeaders:0"] = "X-Forwarded-User";
            // Who is answered from what is kept is never refused.
            Settings["Components:Cache:Life"] = "00:00:00";
            ConfigureServices = services => services.PostConfigure<RequestLocalizationOptions>(languages => languages.RequestCultureProviders.Insert(0, Inside));
        }

        /// <summary>Counts who comes further than to the door.</summary>
        public Counter Inside { get; } = new();
    }

    /// <summary>Asked for the language of everybody who comes as far.</summary>
    public sealed class Counter : RequestCultureProvider
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            Interlocked.Increment(ref _count);
            return NullProviderCultureResult;
        }
    }

    [Fact]
    public async Task Pages_are_refused_and_files_and_the_way_to_sign_in_are_not()
    {
        using (await CrowdAsync())
        {
            var page = await site.Visit().OpenAsync("/articles");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Not available just now"), (page.Status, page.Find("h1").TextContent));
            Assert.NotNull(page.Header("Retry-After"));
            Assert.Empty(page.FindAll("nav"));
            Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync("/site.css")).Status);
            Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync("/account/sign-in")).Status);
        }
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync("/articles")).Status);
    }

    [Fact]
    public async Task An_error_page_needs_no_second_permit()
    {
        var page = await site.Visit().OpenAsync("/nothing-here");
        Assert.Equal((HttpStatusCode.NotFound, "Not found"), (page.Status, page.Find("main h1").TextContent));
        Assert.Equal((0, 0), site.Get<AdmissionGate>().Reading.Count);
    }

    [Theory]
    [InlineData("", "Accept: text/html", "Sec-Fetch-Dest: document")]
    [InlineData("", "HX-Request: true")]
    [InlineData("", "HX-Request: true", "Accept-Language: ja")]
    [InlineData("", "HX-Request: true", "Cookie: comments-sort=Newest; .AspNetCore.Culture=c%3Dja%7Cuic%3Dja")]
    [InlineData("", "HX-Request: true", "Origin: " + Blog)]
    [InlineData(".html", "Accept: text/html")]
    [InlineData(".json", "Accept: application/json")]
    public async Task Nobody_in_particular_is_told_at_the_door_what_is_told_inside(string ending, params string[] headers)
    {
        if (headers.Contains($"Origin: {Blog}"))
            await OtherSite.RegisterAsync(site, Blog);
        var address = await FragmentAsync(ending);
        using var crowd = await CrowdAsync();
        var inside = await AskAsync(address, headers, SignInCookie + "=nonsense");
        var before = site.Inside.Count;
        var door = await AskAsync(address, headers);
        Assert.Equal(before, site.Inside.Count);
        Assert.StartsWith("503", inside, StringComparison.Ordinal);
        Assert.Equal(inside, door);
        if (headers.Any(header => header.Contains("ja", StringComparison.Ordinal)))
            Assert.Contains("アクセスが集中しています", door, StringComparison.Ordinal);
        if (headers.Any(header => header.StartsWith("Origin", StringComparison.Ordinal)))
            Assert.Contains($"Access-Control-Allow-Origin: {Blog}", door, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_be_signed_in_and_who_asks_for_something_else_is_looked_at()
    {
        var address = await FragmentAsync("");
        var ada = await site.VisitAsAdministratorAsync();
        using var crowd = await CrowdAsync();
        await AskAsync(address, ["HX-Request: true"]);
        Assert.Equal(HttpStatusCode.OK, (await ada.LoadAsync(address)).Status);
        foreach (var (url, headers) in new[] { (address, new[] { "Authorization: Bearer x" }), (address, ["X-Forwarded-User: ada"]), (address, [$"Cookie: a=b,{SignInCookie.ToUpperInvariant()}=x"]), (address, [$"Cookie: a=b;{SignInCookie}=x"]), ("/c/_sign", []), ("/c/comments/nothing", []), (Article, []) })
        {
            var before = site.Inside.Count;
            await AskAsync(url, headers);
            Assert.Equal(before + 1, site.Inside.Count);
        }
    }

    [Fact]
    public async Task After_the_crowd_everybody_comes_in()
    {
        var address = await FragmentAsync("");
        using (await CrowdAsync())
            Assert.StartsWith("503", await AskAsync(address, ["HX-Request: true"]), StringComparison.Ordinal);
        Assert.StartsWith("200", await AskAsync(address, ["HX-Request: true"]), StringComparison.Ordinal);
    }

    private async Task<string> FragmentAsync(string ending) =>
        (await site.Visit().OpenAsync(Article)).FragmentUrl("comments/thread").Replace("?", ending + "?", StringComparison.Ordinal);

    private async Task<Crowd> CrowdAsync()
    {
        var permit = new Permit(site.Get<AdmissionGate>().Reading);
        Assert.True(await permit.EnterAsync());
        return new Crowd(permit);
    }

    private async Task<string> AskAsync(string url, string[] headers, string cookie = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers.Select(header => header.Split(": ")).Select(parts => (parts[0], parts[1])))
            request.Headers.Add(name, name == "Cookie" && cookie.Length > 0 ? $"{value}; {cookie}" : value);
        if (cookie.Length > 0 && !request.Headers.Contains("Cookie"))
            request.Headers.Add("Cookie", cookie);
        using var client = site.CreateDefaultClient();
        using var answer = await client.SendAsync(request);
        var all = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Retry-After" or "Date")).OrderBy(header => header.Key, StringComparer.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', all.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"))}\n{await answer.Content.ReadAsStringAsync()}";
    }

    private sealed class Crowd(Permit permit) : IDisposable
    {
        public void Dispose() => permit.Leave();
    }
}
