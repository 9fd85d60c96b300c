using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Accounts;
using Testing;

namespace App.Tests.Hosting;

public sealed partial class StartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("start-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task The_set_up_link_is_printed_while_there_is_no_administrator_and_only_the_last_one_is_good()
    {
        Uri stale;
        using (var first = new AppProcess(_data))
            stale = await SetUpLinkAsync(first);
        using (var second = new AppProcess(_data))
        {
            var link = await SetUpLinkAsync(second);
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(link.GetLeftPart(UriPartial.Authority)) };
            var ada = new Visitor(client);
            Assert.Equal(HttpStatusCode.Gone, (await ada.OpenAsync(stale.PathAndQuery)).Status);
            var answer = await ada.SendAsync(link.PathAndQuery, ("Form.Name", "Ada"), ("Form.Email", "ada@example.com"), ("Form.Password", People.Password));
            Assert.EndsWith("/admin", answer.Location, StringComparison.Ordinal);
        }
        using var third = new AppProcess(_data);
        var printed = await third.ServeAsync("Layout:") + await third.RestAsync();
        Assert.DoesNotContain("/account/setup", printed, StringComparison.Ordinal);
        Assert.Contains(_data, printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_page_is_made_before_anybody_asks_once_the_tables_are_there()
    {
        using (var first = new AppProcess(_data))
            await first.ServeAsync("Layout:");
        using var second = new AppProcess(_data) { Settings = { ["Logging:LogLevel:App.Starting.FirstPage"] = "Debug" } };
        Assert.EndsWith("The first page was made in advance: 200\n", await second.ServeAsync("in advance"), StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData(";"), InlineData(";http://127.0.0.1:0")]
    public async Task A_port_that_is_taken_is_said_in_one_line(string more)
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var app = new AppProcess(_data);
        var (exitCode, output, errors) = await app.RunAsync("--urls", $"http://{other.LocalEndpoint}{more}");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"Failed to bind to address http://{other.LocalEndpoint}", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Where_the_settings_have_endpoints_the_port_of_an_address_may_be_taken()
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var app = new AppProcess(_data) { Settings = { ["Kestrel:Endpoints:Web:Url"] = "http://127.0.0.1:0" } };
        var printed = await app.ServeAsync("The site runs at", $"http://{other.LocalEndpoint}");
        Assert.DoesNotContain($"The site runs at http://{other.LocalEndpoint}", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_settings_is_named_at_once()
    {
        using var app = new AppProcess(_data)
        {
            Settings =
            {
                ["Site:Url"] = "ftp://example.com", ["Site:TrustedProxies:0"] = "my-proxy", ["Components:PostsPerMinute"] = "0", ["Mail:Port"] = "70000", ["Mail:From"] = "nobody",
                ["Database:Patience"] = "01:00:00", ["Packs:Comments:PageSize"] = "1000", ["Packs:Contact:To"] = "me",
            },
        };
        var (exitCode, _, errors) = await app.RunAsync();
        Assert.NotEqual(0, exitCode);
        foreach (var name in new[] { "ftp://example.com", "my-proxy", "PostsPerMinute", "Port", "From", "Patience", "PageSize", "To" })
            Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_provider_is_named_at_once()
    {
        using var app = new AppProcess(_data)
        {
            Settings =
            {
                ["Accounts:OAuth:hub:AuthorizationEndpoint"] = "http://hub.example/authorize", ["Accounts:OAuth:hub:TokenEndpoint"] = "/token", ["Accounts:OAuth:hub:ClientId"] = "site",
                ["Accounts:OAuth:hub:UserInformationEndpoint"] = "http://127.0.0.1:1/user", ["Accounts:OAuth:My Club:Title"] = "Club",
            },
        };
        var (exitCode, _, errors) = await app.RunAsync();
        Assert.NotEqual(0, exitCode);
        foreach (var name in new[] { "hub:Title is missing", "hub:ClientSecret is missing", "hub:AuthorizationEndpoint 'http://hub.example/authorize'", "hub:TokenEndpoint '/token'", "My Club: the id must be" })
            Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hub:UserInformationEndpoint", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory, InlineData("Accounts:OAuth:hub:UsePkce", "perhaps"), InlineData("Components:PostsPerMinute", "many"), InlineData("Site:Url", "http://[broken"), InlineData("Packs:Comments:AllowGuests", "perhaps"), InlineData("Database:Patience", "soon"), InlineData("Site:Language", "xx")]
    public async Task A_setting_that_cannot_be_read_is_named(string name, string value)
    {
        using var app = new AppProcess(_data) { Settings = { [name] = value } };
        var (exitCode, _, errors) = await app.RunAsync();
        Assert.NotEqual(0, exitCode);
        Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static async Task<Uri> SetUpLinkAsync(AppProcess app) => new(Link().Match(await app.ServeAsync("/account/setup")).Value);

    [GeneratedRegex(@"http://\S+/account/setup\?token=\S+")]
    private static partial Regex Link();
}
