using System.Net;
using Testing;

namespace Components.Comments.Tests.Thread;

public sealed class ClosedThreadTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Posting_to_a_closed_thread_is_forbidden_though_its_address_was_signed_before()
    {
        // Keys and tables are those of the open site.
        var closed = new Site();
        closed.Settings["Packs:Comments:Access"] = "Closed";
        var open = _site.ThreadOf("closed");
        closed.Settings["Site:DataDirectory"] = Path.Combine(_site.Directory, "data");
        using (closed)
        {
            var before = await (await _site.VisitAsMemberAsync("Early")).LoadAsync(open);
            var late = await closed.VisitAsMemberAsync("Late");
            Assert.Empty((await late.LoadAsync(open)).FindAll("form.comments-form"));
            var answer = await late.PostAsync(before.Find("form.comments-form").GetAttribute("hx-post")!, ("Text", "Too late"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
            var document = await late.PostPlainlyAsync(before.Find("form.comments-form").GetAttribute("action")!, ("Text", "Too late"));
            Assert.Equal(HttpStatusCode.Forbidden, document.Status);
            Assert.Contains("Too late", document.Html, StringComparison.Ordinal);
            Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_comments"));
        }
    }
}
