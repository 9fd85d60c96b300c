using System.Net;
using Components;
using Components.Sqlite;
using HelloPack.Greetings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Testing;

namespace HelloPack.Tests;

/// <summary>The smallest pack in the smallest application: the two lines and nothing else.</summary>
public sealed class GreetingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hello-").FullName;
    private WebApplication _app = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["Site:DataDirectory"] = _folder;
        builder.Configuration["Site:Url"] = "http://localhost";
        builder.Services.AddComponents(components => components.AddPack<Hello>().UseSqlite());
        _app = builder.Build();
        _app.MapComponents();
        _app.MapGet("/", (Microsoft.AspNetCore.Http.HttpContext http) => new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<HelloGreeting>(new { To = "tester" }));
        await _app.StartAsync();
        _visitor = new Visitor(_app.GetTestClient());
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Who_gives_a_name_is_greeted()
    {
        var greeting = await LoadAsync();
        var answer = await _visitor.PostAsync(greeting.Find("form").GetAttribute("hx-post")!, ("Name", "Grace"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Grace", answer.Html, StringComparison.Ordinal);
        Assert.NotNull(answer.Header("Component-Flash"));
    }

    [Fact]
    public async Task Who_gives_none_is_asked_again()
    {
        var greeting = await LoadAsync();
        var answer = await _visitor.PostAsync(greeting.Find("form").GetAttribute("hx-post")!, ("Name", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Find("[aria-invalid=true]"));
    }

    [Fact]
    public async Task Who_sends_it_twice_has_said_it_once()
    {
        var post = (await LoadAsync()).Find("form").GetAttribute("hx-post")!;
        foreach (var key in new[] { 1, 1, 2 })
            Assert.NotNull((await _visitor.PostAsync(post, ("Name", "Ada"), ("_key", $"0000000{key}-0000-4000-8000-000000000000"))).Header("Component-Flash"));
        Assert.Equal(2, (await LoadAsync()).FindAll(".hello-list li").Count(greeting => greeting.TextContent.Contains("Ada", StringComparison.Ordinal)));
    }

    private async Task<Page> LoadAsync() => await _visitor.LoadAsync((await _visitor.OpenAsync("/")).FragmentUrl("hello/greeting"));
}
