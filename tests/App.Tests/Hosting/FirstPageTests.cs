using App.Starting;
using Components.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Testing;

namespace App.Tests.Hosting;

public sealed class FirstPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task It_is_made_without_a_request()
    {
        Assert.True(await FirstPage.MakeAsync(site.Services, FirstPage.HomeAmong(site.Get<EndpointDataSource>().Endpoints)));
    }

    [Fact]
    public async Task One_that_fails_harms_nobody() =>
        Assert.False(await FirstPage.MakeAsync(site.Services, new Endpoint(_ => throw new InvalidOperationException("broken"), EndpointMetadataCollection.Empty, "broken")));

    [Fact]
    public async Task One_that_has_an_error_to_show_counts_as_none() =>
        Assert.False(await FirstPage.MakeAsync(site.Services, new Endpoint(http => { http.Response.StatusCode = 500; return Task.CompletedTask; }, EndpointMetadataCollection.Empty, "error")));

    [Fact]
    public async Task It_is_not_made_from_tables_that_are_to_be_changed()
    {
        await using var behind = new Site();
        Assert.True(await behind.Services.IsDatabaseUpToDateAsync());
        using (var database = behind.OpenDatabase())
            database.Run("DELETE FROM comments_migrations WHERE MigrationId = (SELECT max(MigrationId) FROM comments_migrations)");
        Assert.False(await behind.Services.IsDatabaseUpToDateAsync());
        var isAsked = false;
        Assert.False(await FirstPage.MakeAsync(behind.Services, new Endpoint(_ => { isAsked = true; return Task.CompletedTask; }, EndpointMetadataCollection.Empty, "asked")));
        Assert.False(isAsked);
    }
}
