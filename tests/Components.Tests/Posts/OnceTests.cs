using System.Net;
using Components.Fragments;
using Components.Posts;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing;

namespace Components.Tests.Posts;

/// <summary>A form that is sent twice does what it does once. Every test has texts of its own, since they share a database.</summary>
public sealed class OnceTests(TestHost host) : IClassFixture<TestHost>
{
    private const int Twins = 20;

    [Theory, InlineData("post"), InlineData("hastily")]
    public async Task Twenty_twins_with_a_key_make_one_and_are_all_thanked(string handler)
    {
        var text = $"twins by {handler}";
        Expect(Twins);
        var answers = await AtOnceAsync(handler, ("_key", Key()), ("Text", text));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(1, await CountAsync(text));
        Assert.Single(answers, answer => Says(answer, "made"));
        Assert.Equal(Twins - 1, answers.Count(answer => Says(answer, "again")));
    }

    [Theory, InlineData("post"), InlineData("hastily")]
    public async Task Twenty_twins_without_a_key_make_one_and_are_all_thanked(string handler)
    {
        var text = $"keyless twins by {handler}";
        Expect(Twins);
        var answers = await AtOnceAsync(handler, ("Text", text));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(1, await CountAsync(text));
        Assert.Single(answers, answer => Says(answer, "made"));
    }

    [Theory, InlineData("post"), InlineData("hastily")]
    public async Task Twenty_twins_long_after_the_first_make_one_more(string handler)
    {
        var text = $"keyless twins again by {handler}";
        Expect(0);
        await PostAsync(handler, ("Text", text));
        host.Clock.Advance(Once.Window);
        Expect(Twins);
        var answers = await AtOnceAsync(handler, ("Text", text));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(2, await CountAsync(text));
        Assert.Single(answers, answer => Says(answer, "made"));
    }

    [Fact]
    public async Task A_repetition_is_told_what_came_of_the_first()
    {
        var key = Key();
        var first = await PostAsync("post", ("_key", key), ("Text", "told"));
        host.Clock.Advance(TimeSpan.FromHours(47));
        var second = await PostAsync("post", ("_key", key), ("Text", "told"));
        Assert.Equal(first.Header("Component-Flash")!.Replace("made", "again", StringComparison.Ordinal), second.Header("Component-Flash"));
        Assert.Equal(1, await CountAsync("told"));
    }

    [Fact]
    public async Task Without_a_key_the_same_counts_again_after_ten_seconds()
    {
        await PostAsync("post", ("Text", "ten seconds"));
        host.Clock.Advance(Once.Window - TimeSpan.FromMilliseconds(1));
        Assert.True(Says(await PostAsync("post", ("Text", "ten seconds")), "again"));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(Says(await PostAsync("post", ("Text", "ten seconds")), "made"));
        Assert.Equal(2, await CountAsync("ten seconds"));
        // It counts anew from then on.
        host.Clock.Advance(Once.Window - TimeSpan.FromMilliseconds(1));
        Assert.True(Says(await PostAsync("post", ("Text", "ten seconds")), "again"));
    }

    [Fact]
    public async Task The_same_key_with_other_words_is_a_conflict_and_nothing_is_lost_or_done()
    {
        var key = Key();
        await PostAsync("post", ("_key", key), ("Text", "first words"));
        var answer = await PostAsync("post", ("_key", key), ("Text", "other words"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("\"level\":\"error\"", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Contains("sent before with other words", answer.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Null(answer.Header("Component-Command"));
        Assert.Equal((1, 0), (await CountAsync("first words"), await CountAsync("other words")));

        var plain = await host.Visit().PostPlainlyAsync(Url().DocumentOf("post"), ("_key", key), ("Text", "other words"));
        Assert.Equal(HttpStatusCode.Conflict, plain.Status);
        Assert.Contains("sent before with other words", plain.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("other words"));
    }

    [Fact]
    public async Task Concurrent_posts_of_one_key_with_other_words_keep_one_and_refuse_the_others()
    {
        var key = Key();
        Expect(5);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => PostAsync("post", ("_key", key), ("Text", $"rival {number}"))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await CountAsync("rival"));
    }

    [Fact]
    public async Task Another_subject_field_or_handler_is_another_post()
    {
        await PostAsync("post", ("Text", "another"));
        await host.Visit().PostAsync(host.UrlOf<OnceFragment>((nameof(OnceFragment.Subject), "else")).PartialOf("post"), ("Text", "another"));
        await PostAsync("post", ("Text", "another"), ("Extra", "1"));
        await PostAsync("post", ("Text", "another"), ("Extra", "1"), ("Extra", "2"));
        await PostAsync("hastily", ("Text", "another"));
        Assert.Equal(5, await CountAsync("another"));
        // The order of the fields, and what the engine adds, make no difference.
        await PostAsync("post", ("Extra", "1"), ("_document", "1"), ("_work", "12:34"), ("Text", "another"));
        Assert.Equal(5, await CountAsync("another"));
    }

    [Fact]
    public async Task Different_people_never_meet_in_a_key()
    {
        var key = Key();
        foreach (var visitor in new[] { host.Visit("ann"), host.Visit("bob"), Guest("g1"), Guest("g2"), host.Visit() })
        {
            Assert.True(Says(await visitor.PostAsync(Url().PartialOf("post"), ("_key", key), ("Text", "people")), "made"));
            Assert.True(Says(await visitor.PostAsync(Url().PartialOf("post"), ("_key", key), ("Text", "people")), "again"));
            Assert.True(Says(await visitor.PostAsync(Url().PartialOf("post"), ("Text", "people, keyless")), "made"));
            Assert.True(Says(await visitor.PostAsync(Url().PartialOf("post"), ("Text", "people, keyless")), "again"));
        }
        Assert.Equal(10, await CountAsync("people"));
    }

    [Theory, InlineData(""), InlineData("1"), InlineData("undefined"), InlineData("{6F9619FF-8B86-D011-B42D-00C04FC964FF}")]
    public async Task What_no_browser_makes_is_no_key(string key)
    {
        Assert.True(Says(await PostAsync("post", ("_key", key), ("Text", $"no key {key}")), "made"));
        Assert.True(Says(await PostAsync("post", ("_key", key), ("Text", $"no key {key}, other words")), "made"));
    }

    [Fact]
    public async Task A_save_that_fails_notes_nothing_so_that_it_can_be_sent_again()
    {
        var key = Key();
        await PostAsync("post", ("Text", "holder"), ("Only", "one"));
        foreach (var fields in new (string, string)[][] { [("_key", key), ("Text", "failing"), ("Only", "one")], [("Text", "failing"), ("Only", "one")] })
        {
            var posts = await PostsAsync();
            Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync("post", fields)).Status);
            Assert.Equal((0, posts), (await CountAsync("failing"), await PostsAsync()));
        }
        await InScopeAsync(db => db.Notes.Where(note => note.Only == "one").ExecuteDeleteAsync());
        Assert.True(Says(await PostAsync("post", ("_key", key), ("Text", "failing"), ("Only", "one")), "made"));
        Assert.Equal(1, await CountAsync("failing"));
    }

    [Fact]
    public async Task Where_the_note_cannot_be_written_nothing_is_made()
    {
        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_posts BEFORE INSERT ON component_posts WHEN NEW.Result = 'hasty' BEGIN SELECT RAISE(ABORT, 'no'); END"));
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync("hastily", ("_key", Key()), ("Text", "both or none"))).Status);
            Assert.Equal(0, await CountAsync("both or none"));
        }
        finally
        {
            await InScopeAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER no_posts"));
        }
    }

    [Fact]
    public async Task It_is_part_of_a_larger_transaction()
    {
        var key = Key();
        var posts = await PostsAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync("inside", ("_key", key), ("Text", "inside"), ("Only", "fail"))).Status);
        Assert.Equal((0, posts), (await CountAsync("inside"), await PostsAsync()));
        var answers = await AtOnceAsync("inside", ("_key", key), ("Text", "inside"));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal((1, 1), (await CountAsync("inside"), await CountAsync("inside!")));
    }

    [Fact]
    public async Task Files_are_told_apart_by_name_and_content()
    {
        Assert.True(Says(await UploadAsync("a.txt", "one"), "made"));
        Assert.True(Says(await UploadAsync("a.txt", "one"), "again"));
        Assert.True(Says(await UploadAsync("a.txt", "two"), "made"));
        Assert.True(Says(await UploadAsync("b.txt", "one"), "made"));
    }

    [Fact]
    public async Task Notes_are_erased_after_two_days_and_no_earlier()
    {
        await PostAsync("post", ("_key", Key()), ("Text", "old"));
        host.Clock.Advance(TimeSpan.FromDays(1));
        var key = Key();
        await PostAsync("post", ("_key", key), ("Text", "young"));
        host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        var before = await PostsAsync();
        var sweep = host.Services.GetServices<IHostedService>().OfType<PostSweep>().Single();
        Assert.Equal(before - 1, await sweep.SweepAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await PostsAsync());
        Assert.True(Says(await PostAsync("post", ("_key", key), ("Text", "young")), "again"));
        Assert.Equal(0, await sweep.SweepAsync(TestContext.Current.CancellationToken));
    }

    private static string Key() => Guid.CreateVersion7().ToString();

    private static bool Says(Page answer, string word) => answer.Header("Component-Flash")?.Contains($"\"{word}", StringComparison.Ordinal) == true;

    private void Expect(int count) => host.Services.GetRequiredService<Gathering>().Expect(count);

    private FragmentUrl Url() => host.UrlOf<OnceFragment>();

    private Task<Page> PostAsync(string handler, params (string, string)[] fields) => host.Visit().PostAsync(Url().PartialOf(handler), fields);

    private async Task<Page[]> AtOnceAsync(string handler, params (string, string)[] fields) =>
        await Task.WhenAll(Enumerable.Range(0, Twins).Select(_ => Task.Run(() => PostAsync(handler, fields))));

    private Visitor Guest(string key)
    {
        var visitor = host.Visit();
        visitor.Client.DefaultRequestHeaders.Add("X-Guest", key);
        return visitor;
    }

    private async Task<Page> UploadAsync(string name, string content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url().PartialOf("files")) { Content = new MultipartFormDataContent { { new StringContent(content), "files", name } } };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("HX-Request", "true");
        return await host.Visit().SendAsync(request);
    }

    private Task<int> CountAsync(string text) => InScopeAsync(db => db.Notes.CountAsync(note => note.Text.StartsWith(text)));

    private Task<int> PostsAsync() => InScopeAsync(db => db.Set<Post>().CountAsync());

    private async Task<T> InScopeAsync<T>(Func<NotesDb, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }
}
