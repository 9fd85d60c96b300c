using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Testing;

namespace Messages;

/// <summary>The site on Kestrel at a port of this machine, with its mail server at another.</summary>
internal sealed class ContactSite : Site
{
    private readonly HttpClient _client;

    public ContactSite(int mailPort)
    {
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Settings["Logging:LogLevel:Default"] = "None";
        Settings["Mail:Host"] = "127.0.0.1";
        Settings["Mail:Port"] = $"{mailPort}";
        Settings["Mail:StartTls"] = "false";
        StartServer();
        var root = new Uri(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = root };
        Form = new Visitor(_client).OpenAsync("/contact").GetAwaiter().GetResult().Find("main form[method=post]").GetAttribute("hx-post")!;
    }

    protected override string? Address => null;

    // What is measured is the site.
    protected override bool ComparesRendering => false;

    private string Form { get; }

    /// <summary>Sends a message as a browser does.</summary>
    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> AskAsync(string question) =>
        (await new Visitor(_client).PostAsync(Form, ("_key", Guid.CreateVersion7().ToString("D")), ("Email", "ann@example.com"), ("Question", question))).Status == HttpStatusCode.OK;

    public T Ask<T>(string sql)
    {
        using var connection = this.OpenDatabase();
        return connection.Ask<T>(sql);
    }

    protected override void Dispose(bool disposing)
    {
        _client.Dispose();
        base.Dispose(disposing);
    }
}
