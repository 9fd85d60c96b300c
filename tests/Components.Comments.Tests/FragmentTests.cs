using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests;

/// <summary>Every fragment of the pack, asked in every way.</summary>
public sealed class FragmentTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_thread_is_a_fragment_to_htmx_and_a_page_to_people()
    {
        var url = site.ThreadOf("ways");
        var fragment = await site.Visit().LoadAsync(url);
        Assert.Equal("comments/thread", fragment.Header("Component-Fragment"));
        Assert.StartsWith("<section", fragment.Html.TrimStart(), StringComparison.Ordinal);
        var document = await site.Visit().OpenAsync(url.AsDocument());
        Assert.Equal(HttpStatusCode.OK, document.Status);
        Assert.Equal("noindex", document.Header("X-Robots-Tag"));
        Assert.Equal($"http://localhost{ThreadSteps.HostPage}", document.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.NotEmpty(document.FindAll("main .comments-thread"));
        Assert.Equal(url.AsDocument(), (await site.Visit().OpenAsync(url)).Location);
    }

    [Fact]
    public async Task The_queue_is_a_fragment_to_htmx_and_a_page_to_people()
    {
        var moderator = await site.VisitAsModeratorAsync("Ways");
        var url = (await moderator.OpenAsync("/admin/comments/queue")).FragmentUrl("comments/queue");
        Assert.Equal("comments/queue", (await moderator.LoadAsync(url)).Header("Component-Fragment"));
        Assert.NotEmpty((await moderator.OpenAsync(url.AsDocument())).FindAll("main .comments-queue"));
    }

    [Fact]
    public async Task Nothing_answers_to_a_bad_signature()
    {
        var moderator = await site.VisitAsModeratorAsync("Forger");
        var thread = await moderator.LoadThreadAsync(site, "forged");
        var queue = (await moderator.OpenAsync("/admin/comments/queue")).FragmentUrl("comments/queue");
        foreach (var url in new[] { site.ThreadOf("forged"), site.ThreadOf("forged").AsDocument(), queue, queue.AsDocument() })
            Assert.Equal(HttpStatusCode.Forbidden, (await moderator.LoadAsync(Forge(url))).Status);
        var form = thread.Find("form.comments-form");
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PostAsync(Forge(form.GetAttribute("hx-post")!), ("Text", "x"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PostPlainlyAsync(Forge(form.GetAttribute("action")!), ("Text", "x"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PostAsync(site.ThreadOf("forged"), ("Text", "x"))).Status);
        Assert.Empty((await moderator.LoadThreadAsync(site, "forged")).Texts());
    }

    private static string Forge(string url) => url[..^1] + (url[^1] == 'A' ? 'B' : 'A');
}
