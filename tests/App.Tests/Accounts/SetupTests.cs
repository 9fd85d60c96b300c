using System.Net;
using App.Accounts;
using Components.Packs;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Accounts;

public sealed class SetupTests : IDisposable
{
    private readonly MovableClock _clock = new();
    private readonly Site _site;

    public SetupTests() => _site = new Site { ConfigureServices = services => services.AddSingleton<TimeProvider>(_clock) };

    private string Link => _site.Get<SetupLink>().Current ?? throw new InvalidOperationException("There is no link.");

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_link_makes_an_administrator_and_signs_them_in()
    {
        var ada = _site.Visit();
        Assert.EndsWith("/admin", (await UseAsync(ada, Link, "ada@example.com")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ada.OpenAsync("/admin")).Status);
        Assert.Null(_site.Get<SetupLink>().Current);
    }

    [Fact]
    public async Task It_is_good_once()
    {
        var link = Link;
        await UseAsync(_site.Visit(), link, "ada@example.com");
        Assert.Equal(HttpStatusCode.Gone, (await _site.Visit().OpenAsync(link)).Status);
    }

    [Fact]
    public async Task A_form_that_was_opened_before_is_no_longer_good_either()
    {
        var late = _site.Visit();
        var form = (await late.OpenAsync(Link)).Find("main form[method=post]");
        await UseAsync(_site.Visit(), Link, "ada@example.com");
        var answer = await late.SubmitAsync(form, Fields("mallory@example.com"));
        Assert.Equal(HttpStatusCode.Gone, answer.Status);
        Assert.Equal(["ada@example.com"], await AdministratorsAsync());
    }

    [Fact]
    public async Task It_expires_after_an_hour()
    {
        var link = Link;
        _clock.Ahead = TimeSpan.FromMinutes(59);
        Assert.Equal(HttpStatusCode.OK, (await _site.Visit().OpenAsync(link)).Status);
        _clock.Ahead = TimeSpan.FromMinutes(61);
        Assert.Equal(HttpStatusCode.Gone, (await _site.Visit().OpenAsync(link)).Status);
    }

    [Fact]
    public async Task Two_at_once_make_one_administrator()
    {
        var (first, second) = (_site.Visit(), _site.Visit());
        var forms = (First: (await first.OpenAsync(Link)).Find("main form[method=post]"), Second: (await second.OpenAsync(Link)).Find("main form[method=post]"));
        var answers = await Task.WhenAll(first.SubmitAsync(forms.First, Fields("first@example.com")), second.SubmitAsync(forms.Second, Fields("second@example.com")));
        Assert.Single(answers, answer => answer.Location is not null);
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Gone);
        Assert.Single(await AdministratorsAsync());
    }

    [Theory, InlineData(""), InlineData("?token="), InlineData("?token=guessed"), InlineData("?token=%00")]
    public async Task Nothing_else_opens_the_page(string query) =>
        Assert.Equal(HttpStatusCode.Gone, (await _site.Visit().OpenAsync($"/account/setup{query}")).Status);

    [Fact]
    public async Task A_mistake_in_the_form_does_not_use_the_link_up()
    {
        var ada = _site.Visit();
        var answer = await ada.SendAsync(Link, ("Form.Name", "Ada"), ("Form.Email", "ada@example.com"), ("Form.Password", "aaaaaaaaaaaa"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull((await UseAsync(ada, Link, "ada@example.com")).Location);
    }

    private static (string, string)[] Fields(string email) => [("Form.Name", "Ada"), ("Form.Email", email), ("Form.Password", People.Password)];

    private static Task<Page> UseAsync(Visitor visitor, string link, string email) => visitor.SendAsync(link, Fields(email));

    private async Task<IEnumerable<string?>> AdministratorsAsync()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().GetUsersInRoleAsync(Roles.Administrator)).Select(account => account.Email);
    }
}
