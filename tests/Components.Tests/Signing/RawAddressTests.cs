using System.Net.Sockets;
using System.Text;
using Components.Tests.Fixture;

namespace Components.Tests.Signing;

/// <summary>Request lines that no HTTP client writes.</summary>
public sealed class RawAddressTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Theory]
    [InlineData("")]
    [InlineData("http://localhost")]
    public async Task A_right_address_may_be_sent_with_its_origin(string before) =>
        Assert.Equal("HTTP/1.1 200 OK", await SendAsync(before + host.UrlOf<SubjectFragment>(("subject", "a")).Partial));

    [Theory]
    [InlineData("/.")]
    [InlineData("/x/..")]
    [InlineData("/c/..")]
    [InlineData("/%2e")]
    [InlineData("/x/%2E%2e")]
    [InlineData("http://localhost/.")]
    public async Task Nothing_else_may_stand_before_it(string before) =>
        Assert.Equal("HTTP/1.1 403 Forbidden", await SendAsync(before + host.UrlOf<SubjectFragment>(("subject", "a")).Partial));

    private async Task<string> SendAsync(string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
