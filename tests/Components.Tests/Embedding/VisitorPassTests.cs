using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Components.Embedding;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Embedding;

public sealed class VisitorPassTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Origin = "https://shop.example";
    private static EmbeddingSite? _site;

    private long Soon => (host.Clock.GetUtcNow() + TimeSpan.FromMinutes(5)).ToUnixTimeSeconds();

    [Fact]
    public async Task A_pass_is_exchanged_for_a_token_of_that_origin_as_often_as_it_comes()
    {
        var site = await SiteAsync();
        var pass = Sign(site, $$"""{"id":"42","name":" Mary  Poppins ","email":"mary@example.com","exp":{{Soon}}}""");
        foreach (var answer in new[] { await SendAsync(pass), await SendAsync(pass) })
        {
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal(Origin, Header(answer, "Access-Control-Allow-Origin"));
            Assert.Contains("Component-Visitor", Header(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
            Assert.Equal("Origin", Header(answer, "Vary"));
            var token = host.Services.GetRequiredService<VisitorTokens>().Read(Header(answer, "Component-Visitor")!, Origin)!;
            Assert.True(token.IsOf(site));
            Assert.Equal(("42", "Mary Poppins", "mary@example.com"), (token.Id, token.Name, token.Email));
        }
    }

    [Fact]
    public async Task The_example_of_the_documentation_is_right()
    {
        // The same key, texts and result stand in docs/visitors-of-other-sites.md, for those who write the code in another language.
        var text = await File.ReadAllTextAsync(Path.Combine(Testing.Repository.Root, "docs/visitors-of-other-sites.md"), TestContext.Current.CancellationToken);
        const string Json = """{"id":"42","name":"Mary","exp":1893456000}""";
        var pass = Sign("kJ8v0aZ7yT3qWm1xRb5nLc2dHs9fGp4eUi6oYt0AwXk", Json);
        Assert.Contains(pass, text, StringComparison.Ordinal);
        Assert.Contains(Json, text, StringComparison.Ordinal);
        var now = DateTimeOffset.FromUnixTimeSeconds(1893456000 - 60);
        Assert.Equal("Mary", VisitorPass.Read(pass, "kJ8v0aZ7yT3qWm1xRb5nLc2dHs9fGp4eUi6oYt0AwXk", now).Pass!.Name);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:444")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Another_origin_gets_nothing_for_it(string? origin)
    {
        var site = await SiteAsync();
        var answer = await SendAsync(Sign(site, Good()), origin);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(Header(answer, "Component-Visitor"));
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_site_that_is_switched_off_gets_nothing_for_it()
    {
        var site = await host.RegisterSiteAsync("https://off.example", isOn: false);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Sign(site, Good()), "https://off.example")).StatusCode);
    }

    [Fact]
    public async Task A_pass_of_another_site_or_with_anything_changed_is_forbidden()
    {
        var site = await SiteAsync();
        var other = await host.RegisterSiteAsync("https://else.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Sign(other, Good()))).StatusCode);
        var parts = Sign(site, Good()).Split('.');
        var changed = Encode(Good().Replace("\"42\"", "\"1\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"v1.{changed}.{parts[2]}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"v1.{parts[1]}.")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"v1.{parts[1]}.{parts[2][..^2]}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"v1.{parts[1]}.ä{parts[2][1..]}")).StatusCode);
    }

    [Fact]
    public async Task One_that_has_expired_is_gone()
    {
        var site = await SiteAsync();
        var answer = await SendAsync(Sign(site, $$"""{"id":"42","name":"Mary","exp":{{host.Clock.GetUtcNow().ToUnixTimeSeconds()}}}"""));
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"42","name":"Mary"}""")]
    [InlineData("""{"id":"","name":"Mary","exp":EXP}""")]
    [InlineData("""{"name":"Mary","exp":EXP}""")]
    [InlineData("""{"id":42,"name":"Mary","exp":EXP}""")]
    [InlineData("""{"id":"a\u0000b","name":"Mary","exp":EXP}""")]
    [InlineData("""{"id":"42","exp":EXP}""")]
    [InlineData("""{"id":"42","name":null,"exp":EXP}""")]
    [InlineData("""{"id":"42","name":"\u200b \u202e","exp":EXP}""")]
    [InlineData("""{"id":"42","name":"Mary","exp":"EXP"}""")]
    [InlineData("""{"id":"42","name":"Mary","exp":99999999999999999999999}""")]
    [InlineData("""["42"]""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task One_with_a_mistake_in_it_is_refused_in_words_that_help(string json)
    {
        var site = await SiteAsync();
        var answer = await SendAsync(Sign(site, json.Replace("EXP", $"{Soon}", StringComparison.Ordinal)));
        // Without a time it ended long ago.
        Assert.Equal(json.Contains("exp", StringComparison.Ordinal) || json.Length < 10 ? HttpStatusCode.BadRequest : HttpStatusCode.Gone, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(Header(answer, "Component-Visitor"));
    }

    [Fact]
    public async Task Lengths_and_times_have_limits()
    {
        var site = await SiteAsync();
        var late = (host.Clock.GetUtcNow() + TimeSpan.FromMinutes(12)).ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Sign(site, $$"""{"id":"42","name":"Mary","exp":{{late}}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Sign(site, $$"""{"id":"{{new string('x', 101)}}","name":"Mary","exp":{{Soon}}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Sign(site, $$"""{"id":"{{new string('x', 100)}}","name":"Mary","exp":{{Soon}}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Sign(site, $$"""{"id":"42","name":"{{new string('x', 101)}}","exp":{{Soon}}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Sign(site, $$"""{"id":"42","name":"Mary","email":"{{new string('x', 255)}}","exp":{{Soon}}}"""))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("v2.e30.AAAA")]
    [InlineData("v1.e30")]
    [InlineData("v1.e30.AAAA.AAAA")]
    public async Task What_is_no_pass_is_a_bad_request(string text)
    {
        await SiteAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(text)).StatusCode);
    }

    [Fact]
    public async Task One_that_is_not_base64_is_a_bad_request_even_if_signed()
    {
        var site = await SiteAsync();
        var mac = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(site.Secret), "v1.!!"u8));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync($"v1.!!.{mac}")).StatusCode);
    }

    [Fact]
    public async Task Too_much_is_too_much()
    {
        await SiteAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(new string('x', VisitorPass.LongestText + 1))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(new string('x', 1_000_000))).StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_given_as_a_name_is_not_shown()
    {
        var site = await SiteAsync();
        var (pass, _) = VisitorPass.Read(Sign(site, $$"""{"id":"42","name":"mary@example.com","exp":{{Soon}}}"""), site.Secret, host.Clock.GetUtcNow());
        Assert.Equal("mary", pass!.Name);
    }

    [Fact]
    public async Task Too_many_must_wait()
    {
        await using var busy = new TestHost();
        await busy.InitializeAsync();
        var site = await busy.RegisterSiteAsync(Origin);
        var client = busy.Visit().Client;
        HttpResponseMessage answer;
        var count = 0;
        do
            answer = await SendAsync(client, Sign(site, $$"""{"id":"42","name":"Mary","exp":{{Soon}}}"""), Origin);
        while (answer.StatusCode == HttpStatusCode.NoContent && ++count < 1000);
        Assert.Equal(120, count);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(Header(answer, "Retry-After"));
        Assert.Equal(Origin, Header(answer, "Access-Control-Allow-Origin"));
    }

    private async Task<EmbeddingSite> SiteAsync() => _site ??= await host.RegisterSiteAsync(Origin);

    private string Good() => $$"""{"id":"42","name":"Mary","exp":{{Soon}}}""";

    private static string Sign(EmbeddingSite site, string json) => Sign(site.Secret, json);

    private static string Sign(string key, string json)
    {
        var text = $"v1.{Encode(json)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private Task<HttpResponseMessage> SendAsync(string pass, string? origin = Origin) => SendAsync(host.Visit().Client, pass, origin);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string pass, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_visitor") { Content = new StringContent(pass) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
