using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Signing;

public sealed class SignedAddressTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public void The_same_fragment_has_the_same_public_address_for_everybody()
    {
        Assert.Equal(host.UrlOf<SubjectFragment>(("subject", "a")).Partial, host.UrlFor<SubjectFragment>("mary", "s", ("subject", "a")).Partial);
        Assert.Matches(@"^/c/test/subject\?subject=a&_page=%2Fpage&_sig=1\.[a-z0-9]{4}\.p\.[A-Za-z0-9_-]{43}$", host.UrlOf<SubjectFragment>(("subject", "a")).Partial);
    }

    [Fact]
    public async Task An_address_is_good_for_nothing_else()
    {
        var form = host.UrlOf<FormFragment>(("subject", "a"));
        await Refused(Moved(form.Partial, "/c/test/form?", "/c/test/echo?"));
        await Refused(Moved(form.Partial, "subject=a", "subject=b"));
        await Refused(Moved(form.Partial, "_page=%2Fpage", "_page=%2Fother"));
        await Refused(Moved(form.Partial, ".p.", ".s."));
        await Refused(Moved(form.Partial, ".p.", ".p.9999999999."));
        await Refused(form.PartialOf("post"));
        await RefusedPost(form.Partial);
        await RefusedPost(Moved(form.PartialOf("approve"), "/approve", ""));
        await RefusedPost(Moved(form.PartialOf("post"), "/c/test/form", "/c/test/form/approve"));
    }

    [Fact]
    public async Task A_signature_that_is_cut_off_changed_or_doubled_is_refused()
    {
        var url = host.UrlOf<SubjectFragment>(("subject", "a")).Partial;
        var signature = url[(url.IndexOf("_sig=", StringComparison.Ordinal) + 5)..];
        await Refused(url[..^1]);
        await Refused(url[..url.IndexOf("&_sig", StringComparison.Ordinal)]);
        await Refused(url[..^1] + (url[^1] == 'A' ? 'B' : 'A'));
        await Refused(url + "&_sig=" + signature);
        await Refused(Moved(url, "&_page", "&_sig=" + signature + "&_page"));
        await Refused(Moved(url, host.Keys.Current.Id, "none"));
        await Refused(url + "&more=1");
        await Refused("/c/test/subject");
        await Refused("/c/test/subject?");
    }

    // Unpadded base64url leaves two bits of the last character unused: other spellings of the same bytes.
    [Fact]
    public async Task Only_one_spelling_of_a_signature_is_right()
    {
        var url = host.UrlOf<SubjectFragment>(("subject", "a")).Partial;
        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(c => c != url[^1]))
            await Refused(url[..^1] + last);
    }

    [Fact]
    public async Task The_signature_is_looked_at_before_the_parameters()
    {
        var url = host.UrlOf<ValuesFragment>(("whole", "abc"));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Visit().LoadAsync(url.Partial)).Status);
        await Refused(url.Partial[..^1]);
    }

    [Fact]
    public async Task The_signature_is_looked_at_before_the_form()
    {
        var url = host.UrlOf<FormFragment>().PartialOf("post");
        var json = new HttpRequestMessage(HttpMethod.Post, url[..^1]) { Content = new StringContent("{", null, "application/json") };
        json.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().SendAsync(json)).Status);
    }

    [Fact]
    public async Task An_address_of_a_session_is_good_in_that_session_only()
    {
        var mine = host.Visit();
        var page = await mine.OpenAsync("/page/session");
        var url = page.FragmentUrl("test/session");
        Assert.Contains(".s.", url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await mine.LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().LoadAsync(url)).Status);
        var other = host.Visit();
        await other.OpenAsync("/page/session");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await mine.LoadAsync(Moved(url, ".s.", ".u."))).Status);
    }

    [Fact]
    public async Task An_address_of_a_person_is_good_for_that_person_only()
    {
        var url = host.UrlFor<MineFragment>("mary", null, ("number", 1)).Partial;
        Assert.Equal("<p>for mary</p>", (await host.Visit("mary").LoadAsync(url)).Html.Trim());
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit("eve").LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Visit().LoadAsync(url)).Status);
    }

    [Fact]
    public void There_is_no_address_of_a_person_where_nobody_is_signed_in() =>
        Assert.Contains("signed in", Assert.Throws<InvalidOperationException>(() => host.UrlOf<MineFragment>(("number", 1))).Message, StringComparison.Ordinal);

    private static string Moved(string url, string from, string to)
    {
        Assert.Contains(from, url, StringComparison.Ordinal);
        return url.Replace(from, to, StringComparison.Ordinal);
    }

    private async Task Refused(string url)
    {
        var page = await host.Visit().LoadAsync(url);
        Assert.True(page.Status == HttpStatusCode.Forbidden, $"{url} was answered with {page.Status}");
        Assert.DoesNotContain("subject", page.Html, StringComparison.Ordinal);
    }

    private async Task RefusedPost(string url)
    {
        host.Journal.Clear();
        var page = await host.Visit().PostAsync(url, ("Text", "x"));
        Assert.True(page.Status == HttpStatusCode.Forbidden, $"{url} was answered with {page.Status}");
        Assert.Empty(host.Journal.Entries);
    }
}
