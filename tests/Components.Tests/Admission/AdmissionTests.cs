using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Components.Admission;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Http;
using Testing;

namespace Components.Tests.Admission;

/// <summary>What is too much is refused in words, and nobody can hold what others need.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly CrowdedSite _site = new();
    private readonly HttpClient _client = KestrelHost.CreateClient();

    private Turns Reading => _site.Gate.Reading;

    private Turns Posting => _site.Gate.Posting;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _client.BaseAddress = _site.Address;
    }

    public async ValueTask DisposeAsync()
    {
        KeptFragment.Wait = null;
        _client.Dispose();
        await _site.DisposeAsync();
    }

    private Visitor Visitor => new(_client);

    private string Subject => _site.UrlOf<SubjectFragment>(("Subject", "a")).Partial;

    private string Form => _site.UrlOf<FormFragment>().PartialOf("post");

    [Fact]
    public async Task A_fragment_is_refused_in_words_that_its_box_can_show_and_served_again_after_the_crowd()
    {
        var crowd = await _site.CrowdAsync(Reading);
        var refused = await Visitor.LoadAsync(Subject);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 5, 15);
        Assert.Equal("test/subject", refused.Header("Component-Fragment"));
        Assert.Contains("Too many people are here at once.", refused.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal("Too many people are here at once. Please try again in a moment.", refused.Find(".component-problem[role=alert] p").TextContent);
        Assert.Equal("no-store", refused.Header("Cache-Control"));
        Assert.NotNull(refused.Header("Content-Security-Policy"));
        Assert.InRange(refused.Html.Length, 1, 2_000);
        crowd.Leave();
        Assert.Equal(HttpStatusCode.OK, (await Visitor.LoadAsync(Subject)).Status);
    }

    [Fact]
    public async Task The_words_are_in_the_language_of_who_asks()
    {
        await _site.CrowdAsync(Reading);
        _client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        Assert.Contains("アクセスが集中しています", (await Visitor.LoadAsync(Subject)).Find(".component-problem p").TextContent, StringComparison.Ordinal);
        var page = await Visitor.OpenAsync("/page");
        Assert.Equal("ja", page.Find("html").GetAttribute("lang"));
    }

    [Fact]
    public async Task A_page_is_refused_with_a_page_and_a_way_to_try_again()
    {
        await _site.CrowdAsync(Reading);
        foreach (var url in new[] { "/page", _site.UrlOf<SubjectFragment>(("Subject", "a")).Document, Subject })
        {
            var refused = await Visitor.OpenAsync(url);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.Equal("Not available just now", refused.Find("h1").TextContent);
            Assert.Equal("", refused.Find("main a").GetAttribute("href"));
            Assert.NotNull(refused.Header("Retry-After"));
            Assert.Null(refused.Header("Component-Fragment"));
            Assert.Empty(refused.FindAll("style, script, [style]"));
        }
    }

    [Fact]
    public async Task A_model_and_an_endpoint_are_refused_with_JSON()
    {
        await _site.CrowdAsync(Reading);
        using var model = await _client.GetAsync(_site.UrlOf<ModelFragment>(("Subject", "x")).Json);
        Assert.Equal(("application/problem+json", 503), (model.Content.Headers.ContentType!.MediaType, (await model.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32()));
        using var sign = await _client.PostAsJsonAsync("/c/_sign", new { page = "/", tags = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sign.StatusCode);
        Assert.Contains("Too many", (await sign.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_thread_for_each_permit_and_others_that_judge_who_comes()
    {
        Assert.Equal(2 + Environment.ProcessorCount, _site.Gate.Threads);
        ThreadPool.GetMinThreads(out var threads, out _);
        Assert.True(threads >= _site.Gate.Threads, $"{threads} threads");
    }

    [Fact]
    public async Task Readers_keep_nobody_from_writing()
    {
        await _site.CrowdAsync(Reading);
        Assert.Equal(HttpStatusCode.OK, (await Visitor.PostAsync(Form, ("Text", "Hello"))).Status);
        Assert.Contains("post Hello approved=False subject=none", _site.Journal.Entries);
    }

    [Fact]
    public async Task A_post_that_is_refused_says_that_nothing_is_lost()
    {
        await _site.CrowdAsync(Posting);
        var refused = await Visitor.PostAsync(Form, ("Text", "Hello"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "test/form"), (refused.Status, refused.Header("Component-Fragment")));
        Assert.Contains("what you wrote is still here", refused.Find(".component-problem p").TextContent, StringComparison.Ordinal);
        var plain = await Visitor.PostPlainlyAsync(_site.UrlOf<FormFragment>().DocumentOf("post"), ("Text", "Hello"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, plain.Status);
        Assert.Contains("Please go back", plain.Find("main p").TextContent, StringComparison.Ordinal);
        Assert.Empty(plain.FindAll("main a"));
        Assert.Empty(_site.Journal.Entries);
    }

    [Fact]
    public async Task Who_looks_after_the_site_is_never_refused()
    {
        await _site.CrowdAsync(Reading);
        _client.DefaultRequestHeaders.Add("X-User", "ada");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Visitor.LoadAsync(Subject)).Status);
        _client.DefaultRequestHeaders.Add("X-Role", "Administrator");
        Assert.Equal(HttpStatusCode.OK, (await Visitor.LoadAsync(Subject)).Status);
    }

    [Fact]
    public async Task Kept_answers_and_files_are_served_whatever_the_crowd()
    {
        var kept = _site.UrlOf<KeptFragment>(("Topic", "a")).Partial;
        var style = (await Visitor.OpenAsync("/page")).Find("link[rel=stylesheet]").GetAttribute("href")!;
        var made = await Visitor.LoadAsync(kept);
        await _site.CrowdAsync(Reading);
        var again = await Visitor.LoadAsync(kept);
        Assert.Equal((HttpStatusCode.OK, made.Html), (again.Status, again.Html));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Visitor.LoadAsync(_site.UrlOf<KeptFragment>(("Topic", "b")).Partial)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Visitor.LoadAsync(style)).Status);
    }

    [Fact]
    public async Task A_stream_of_news_needs_no_permit()
    {
        var ticket = (await Visitor.OpenAsync("/page/pushed")).Find("[data-component-push]").GetAttribute("data-component-push")!.Split(' ')[0];
        await _site.CrowdAsync(Reading);
        using var news = await _client.GetAsync(_site.Exactly($"/c/_events?on={Uri.EscapeDataString(ticket)}"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, news.StatusCode);
        Assert.Equal((1, 0), Reading.Count);
    }

    [Fact]
    public async Task The_parts_of_a_batch_are_refused_each_in_words_of_its_own()
    {
        await _site.CrowdAsync(Reading);
        await _site.CrowdAsync(Posting);
        var refused = await BatchAsync(_client, [Subject, _site.UrlOf<SubjectFragment>(("Subject", "b")).Partial]);
        Assert.Equal([503, 503], refused.Select(answer => answer.Status));
        Assert.All(refused, answer => Assert.Equal("test/subject", answer.Headers["component-fragment"]));
        Assert.All(refused, answer => Assert.NotEmpty(answer.Headers["retry-after"]));
        Assert.All(refused, answer => Assert.Contains("component-problem", answer.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_holds_nothing_that_its_parts_need()
    {
        await using var site = await CrowdedSite.WithWaitingAsync();
        using var client = site.CreatePatientClient();
        var answers = await BatchAsync(client, [.. "abcdef".Select(subject => site.UrlOf<SubjectFragment>(("Subject", $"{subject}")).Partial)]);
        Assert.Equal(6, answers.Count(answer => answer.Status == 200));
        await CrowdedSite.HeldAsync(site.Gate.Reading, 0);
        await CrowdedSite.HeldAsync(site.Gate.Posting, 0);
    }

    [Fact]
    public async Task Permits_come_back_after_an_exception()
    {
        using var failed = await _client.GetAsync("/c/test/throws");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Visitor.LoadAsync(_site.UrlOf<FailingFragment>().Partial)).Status);
        await CrowdedSite.HeldAsync(Reading, 0);
        Assert.Equal(HttpStatusCode.OK, (await Visitor.LoadAsync(Subject)).Status);
    }

    [Fact]
    public async Task Who_was_let_in_waits_for_the_page_that_says_what_went_wrong_and_is_not_refused()
    {
        var http = new DefaultHttpContext { RequestServices = _site.Services };
        http.Request.Method = "GET";
        await _site.Gate.PassAsync(http, _ => Task.CompletedTask);
        var crowd = await _site.CrowdAsync(Reading);
        var again = _site.Gate.PassAsync(http, inside => inside.Response.WriteAsync("what went wrong"));
        Assert.Equal((1, 1), Reading.Count);
        crowd.Leave();
        await again;
        Assert.Equal((0, 0), Reading.Count);
        Assert.Equal(200, http.Response.StatusCode);
    }

    [Fact]
    public async Task Who_waits_for_another_server_lets_others_go_on()
    {
        var (http, answer) = (new DefaultHttpContext { RequestServices = _site.Services }, new TaskCompletionSource<int>());
        http.Request.Method = "GET";
        var held = new List<(int, int)>();
        var request = _site.Gate.PassAsync(http, WorkAsync);
        Assert.Equal((0, 0), Reading.Count);
        Assert.Equal(HttpStatusCode.OK, (await Visitor.LoadAsync(Subject)).Status);
        await CrowdedSite.HeldAsync(Reading, 0);
        answer.SetResult(1);
        await request;
        Assert.Equal([(1, 0), (1, 0)], held);
        Assert.Equal((0, 0), Reading.Count);

        async Task WorkAsync(HttpContext inside)
        {
            held.Add(Reading.Count);
            await inside.StepAsideAsync(() => answer.Task);
            held.Add(Reading.Count);
        }
    }

    [Fact]
    public async Task Permits_come_back_when_who_asked_goes_away()
    {
        using var leaving = new CancellationTokenSource();
        var load = _client.GetAsync(_site.UrlOf<SlowFragment>(("Milliseconds", 600_000)).Partial, leaving.Token);
        await CrowdedSite.HeldAsync(Reading, 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
        await CrowdedSite.HeldAsync(Reading, 0);
    }

    [Fact]
    public async Task A_body_that_arrives_slowly_holds_no_permit()
    {
        await using var site = await CrowdedSite.WithWaitingAsync();
        using var client = site.CreatePatientClient();
        const string Body = "Text=slowly";
        var form = site.UrlOf<FormFragment>().PartialOf("post");
        var head = $"POST {form} HTTP/1.1\r\nHost: localhost\r\nHX-Request: true\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Body.Length}\r\n\r\n";
        await using var slow = await site.ConnectAsync(head + Body[..5]);
        await using var slower = await site.ConnectAsync(head);
        // The slow ones come between them, whenever that is.
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, (await new Visitor(client).PostAsync(form, ("Text", "Hello"))).Status);
        await slow.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]));
        using var answer = new StreamReader(slow);
        Assert.Equal("HTTP/1.1 200 OK", await answer.ReadLineAsync());
        Assert.Contains("post slowly approved=False subject=none", site.Journal.Entries);
        await CrowdedSite.HeldAsync(site.Gate.Posting, 0);
    }

    [Fact]
    public async Task Who_takes_an_answer_slowly_holds_no_permit()
    {
        await using var slow = await _site.ConnectAsync("GET /c/test/flood HTTP/1.1\r\nHost: localhost\r\n\r\n");
        using var answer = new StreamReader(slow);
        Assert.Equal("HTTP/1.1 200 OK", await answer.ReadLineAsync());
        await CrowdedSite.HeldAsync(Reading, 0);
        Assert.Equal(HttpStatusCode.OK, (await Visitor.LoadAsync(Subject)).Status);
    }

    private static async Task<IReadOnlyList<Part>> BatchAsync(HttpClient client, string[] urls)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_batch") { Content = JsonContent.Create(urls.Select(url => new { url })) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Part>(line, JsonSerializerOptions.Web)!)];
    }

    private sealed record Part(string Url, int Status, Dictionary<string, string> Headers, string Html);
}
