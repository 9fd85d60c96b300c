using Components.Posts;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Components.Tests.Posts;

public sealed class PostTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_are_in_the_order_in_which_keys_were_made_whatever_else_they_are_made_of()
    {
        var digests = new Random(1);
        var ids = Enumerable.Range(0, 1000).Select(number => Post.IdOf(Guid.CreateVersion7(Now.AddMilliseconds(number)), digests.NextInt64())).ToList();
        Assert.Equal(ids.Order(), ids);
        Assert.All(ids, id => Assert.True(id >= 0));
    }

    [Fact]
    public void No_key_leads_to_where_posts_without_one_are()
    {
        Assert.All([0, 1, long.MaxValue], digest => Assert.True(Post.IdOf(digest) < 0));
        Assert.True(Post.IdOf(Guid.AllBitsSet, long.MaxValue) > 0);
    }

    [Fact]
    public void The_time_comes_round_in_longer_than_a_post_is_remembered()
    {
        var key = Guid.CreateVersion7(Now);
        Assert.Equal(Post.IdOf(key, 7), Post.IdOf(Guid.CreateVersion7(Now.AddMilliseconds(1 << 28)), 7));
        Assert.NotEqual(Post.IdOf(key, 7), Post.IdOf(Guid.CreateVersion7(Now.AddMilliseconds((1 << 28) - 1)), 7));
        Assert.True(TimeSpan.FromMilliseconds(1 << 28) > PostSweep.Life);
    }

    [Fact]
    public async Task A_table_of_digests_becomes_one_of_numbers_and_the_way_back_works()
    {
        await using var host = new TestHost();
        await host.InitializeAsync();
        await MigrateAsync(host, "20261121000000_Posts");
        await AskAsync(host, db => db.Database.ExecuteSqlRawAsync("INSERT INTO component_posts (Id, Input, At, Result) VALUES ('a digest', 'another', 1, '')"));
        await MigrateAsync(host, null);
        Assert.Equal(0, await AskAsync(host, db => db.Posts.CountAsync()));
        await AskAsync(host, db =>
        {
            db.Add(Post.Note(1, 2, Now, "made"));
            return db.SaveChangesAsync();
        });
        Assert.Equal((1, 2, "made"), await AskAsync(host, async db => await db.Posts.Select(post => ValueTuple.Create(post.Id, post.Input, post.Result)).SingleAsync()));
    }

    [Fact]
    public async Task More_than_one_batch_is_erased_and_what_is_young_stays_wherever_it_stands()
    {
        await using var host = new TestHost();
        await host.InitializeAsync();
        var now = host.Clock.GetUtcNow();
        await AskAsync(host, db =>
        {
            db.AddRange(Enumerable.Range(0, 1300).Select(number => Post.Note(number, 0, number % 100 == 7 ? now : now - PostSweep.Life - TimeSpan.FromMilliseconds(1), "")));
            return db.SaveChangesAsync();
        });
        Assert.Equal(1287, await host.Services.GetServices<IHostedService>().OfType<PostSweep>().Single().SweepAsync(TestContext.Current.CancellationToken));
        Assert.Equal(13, await AskAsync(host, db => db.Posts.CountAsync()));
    }

    [Fact]
    public void Of_one_moment_the_digest_tells_them_apart()
    {
        var key = Guid.CreateVersion7(Now);
        Assert.NotEqual(Post.IdOf(key, 1), Post.IdOf(key, 2));
        Assert.Equal(1, Post.IdOf(key, 2) - Post.IdOf(key, 1));
    }

    private static Task<bool> MigrateAsync(TestHost host, string? to) => AskAsync(host, async db =>
    {
        await db.GetService<IMigrator>().MigrateAsync(to, TestContext.Current.CancellationToken);
        return true;
    });

    private static async Task<T> AskAsync<T>(TestHost host, Func<PostsDb, Task<T>> ask)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<PostsDb>());
    }
}
