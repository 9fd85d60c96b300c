using System.Net;
using Testing;

namespace Components.Comments.Tests.Thread;

public sealed class PostingTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_comment_sent_by_htmx_appears_with_a_flash_the_focus_and_an_empty_form()
    {
        var mary = await site.VisitAsMemberAsync("Htmx");
        site.Seed("htmx", 2);
        var answer = await mary.CommentAsync(site, "htmx", "Hello *there*");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["Hello there"], answer.Texts());
        Assert.Equal(["Hello there", "2", "1"], (await mary.LoadThreadAsync(site, "htmx")).Texts());
        Assert.Equal("Htmx", answer.Find(".comments-comment h3").TextContent);
        Assert.Equal("", answer.Find("textarea").TextContent);
        Assert.Contains("\"level\":\"success\"", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Contains($"\"do\":\"focus\",\"target\":\"comment-{answer.IdOf("Hello there")}\"", answer.Header("Component-Command"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_sent_without_JavaScript_leads_back_to_the_page_where_the_flash_is_shown_once()
    {
        var mary = await site.VisitAsMemberAsync("Plain");
        var page = await mary.OpenAsync("/articles/how-signed-urls-work");
        var answer = await mary.SubmitAsync(page.Find("form.comments-form"), ("Text", "Without a script"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Matches("^/articles/how-signed-urls-work[?]comment=[0-9]+#comment-[0-9]+$", answer.Location);
        var shown = await mary.OpenAsync(answer.Location!);
        Assert.Contains("Without a script", shown.Texts());
        Assert.NotEmpty(shown.Find("#component-flash").TextContent.Trim());
        Assert.Empty((await mary.OpenAsync(answer.Location!)).Find("#component-flash").TextContent.Trim());
    }

    [Fact]
    public async Task A_comment_sent_from_the_threads_own_document_leads_back_to_it()
    {
        var mary = await site.VisitAsMemberAsync("Document");
        var document = await mary.OpenAsync(site.ThreadOf("document").AsDocument());
        var answer = await mary.SubmitAsync(document.Find("form.comments-form"), ("Text", "In the document"));
        Assert.StartsWith($"{ThreadSteps.HostPage}?comment=", answer.Location, StringComparison.Ordinal);
        Assert.Contains("In the document", (await mary.OpenAsync(site.ThreadOf("document").AsDocument())).Texts());
    }

    [Theory, InlineData("Newest", "afterbegin"), InlineData("Oldest", "beforeend"), InlineData("Best", "afterbegin")]
    public async Task An_answer_by_htmx_is_the_form_with_the_new_comment_for_the_list_and_what_stands_above_it(string sort, string where)
    {
        var mary = await site.VisitAsMemberAsync($"Small{sort}");
        site.Seed($"small-{sort}", 19);
        var thread = await mary.LoadAsync(site.AddressOf("comments/thread", $"subject=small-{sort}&sort={sort}", ThreadSteps.HostPage));
        var list = Assert.Single(thread.FindAll("ol.comments-list"));
        var answer = await mary.PostAsync(thread.Find("form.comments-form").GetAttribute("hx-post")!, ("Text", "The twentieth"));
        Assert.Equal(thread.Find("form.comments-form").ParentElement!.Id, answer.Header("Component-Place"));
        Assert.Single(answer.FindAll("form.comments-form"));
        Assert.Equal([$"innerHTML:#{thread.Find(".comments-head").Id}", $"{where}:#{list.Id}"], answer.FindAll("[hx-swap-oob]").Select(part => part.GetAttribute("hx-swap-oob")));
        Assert.Equal("20 comments", answer.Find("h2").TextContent);
        Assert.Equal("li", answer.FindAll("[hx-swap-oob]")[1].FirstElementChild!.LocalName);
        Assert.True(answer.Html.Length * 4 < (await mary.LoadAsync(site.AddressOf("comments/thread", $"subject=small-{sort}&sort={sort}", ThreadSteps.HostPage))).Html.Length);
    }

    [Theory, InlineData("Oldest"), InlineData("Best")]
    public async Task Where_a_comment_belongs_on_another_page_its_answer_leads_there(string sort)
    {
        var mary = await site.VisitAsMemberAsync($"Far{sort}");
        site.Seed($"far-{sort}", 25);
        var thread = await mary.LoadAsync(site.AddressOf("comments/thread", $"subject=far-{sort}&sort={sort}", ThreadSteps.HostPage));
        var form = thread.Find("form.comments-form");
        var answer = await mary.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Far away"));
        Assert.Null(answer.Header("Component-Place"));
        var location = System.Text.Json.JsonDocument.Parse(answer.Header("HX-Location")!).RootElement;
        Assert.Contains("Far away", (await mary.LoadAsync(location.GetProperty("path").GetString()!)).Texts());
        var plainly = await mary.PostPlainlyAsync(form.GetAttribute("action")!, ("Text", "Far away too"));
        Assert.StartsWith($"{ThreadSteps.HostPage}?comment=", plainly.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_comment_finds_its_list_though_it_was_empty()
    {
        var mary = await site.VisitAsMemberAsync("First");
        var thread = await mary.LoadThreadAsync(site, "first");
        var list = Assert.Single(thread.FindAll("ol.comments-list"));
        Assert.Equal("", list.InnerHtml);
        Assert.Contains("comments-none", list.NextElementSibling!.ClassName, StringComparison.Ordinal);
        var answer = await mary.CommentAsync(site, "first", "Here I am");
        Assert.Contains(answer.FindAll("[hx-swap-oob]"), part => part.GetAttribute("hx-swap-oob") == $"afterbegin:#{list.Id}");
        Assert.Equal("1 comment", answer.Find("h2").TextContent);
    }

    [Fact]
    public async Task What_is_wrong_with_a_comment_is_said_in_the_form_alone_by_htmx_and_in_the_whole_document_without()
    {
        var mary = await site.VisitAsMemberAsync("Mistaken");
        site.Seed("mistaken", 3);
        var thread = await mary.LoadThreadAsync(site, "mistaken");
        var form = thread.Find("form.comments-form");
        var byHtmx = await mary.PostAsync(form.GetAttribute("hx-post")!, ("Text", ""));
        Assert.Equal(form.ParentElement!.Id, byHtmx.Header("Component-Place"));
        Assert.Empty(byHtmx.Texts());
        Assert.Empty(byHtmx.FindAll("[hx-swap-oob]"));
        var plainly = await mary.PostPlainlyAsync(form.GetAttribute("action")!, ("Text", ""));
        Assert.Null(plainly.Header("Component-Place"));
        Assert.Equal(3, plainly.Texts().Count);
    }

    [Theory, InlineData(""), InlineData("   \r\n\t ")]
    public async Task An_empty_comment_is_refused(string text)
    {
        var mary = await site.VisitAsMemberAsync($"Empty{text.Length}");
        var form = (await mary.LoadThreadAsync(site, "refused")).Find("form.comments-form");
        var answer = await mary.PostAsync(form.GetAttribute("hx-post")!, ("Text", text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("Please write something.", answer.Find(".field-error").TextContent);
        Assert.Equal("true", answer.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Equal(answer.Find(".field-error").Id, answer.Find("textarea").GetAttribute("aria-describedby"));
        Assert.Empty(answer.Texts());
    }

    [Theory, InlineData(5_001), InlineData(10_001)]
    public async Task An_over_long_comment_is_refused_and_kept_in_the_form(int length)
    {
        var mary = await site.VisitAsMemberAsync($"Long{length}");
        var form = (await mary.LoadThreadAsync(site, "refused")).Find("form.comments-form");
        var text = new string('x', length);
        foreach (var answer in new[] { await mary.PostAsync(form.GetAttribute("hx-post")!, ("Text", text)), await mary.PostPlainlyAsync(form.GetAttribute("action")!, ("Text", text)) })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal(text, answer.Find("textarea").TextContent);
            Assert.NotEmpty(answer.Find(".field-error").TextContent);
        }
    }

    [Fact]
    public async Task A_comment_of_the_greatest_length_is_taken()
    {
        var mary = await site.VisitAsMemberAsync("Exact");
        Assert.Equal(HttpStatusCode.OK, (await mary.CommentAsync(site, "exact", new string('x', 5_000))).Status);
    }

    [Fact]
    public async Task A_form_sets_nothing_but_the_text()
    {
        var mary = await site.VisitAsMemberAsync("Sly");
        var form = (await mary.LoadThreadAsync(site, "sly")).Find("form.comments-form");
        await mary.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Sly"), ("State", "2"), ("AuthorKey", "member:somebody"), ("AuthorName", "Boss"), ("Name", "Boss"), ("CreatedAt", "2000-01-01"), ("Id", "1"), ("Subject", "other"), ("HostPage", "/evil"),
            ("IsPinned", "true"), ("Ups", "99"), ("ParentId", "1"), ("Depth", "7"), ("Before", "1"));
        Assert.Equal(1, site.Ask<long>($"""
            SELECT COUNT(*) FROM comments_comments c JOIN comments_threads t ON t.Id = c.ThreadId
            WHERE Text = 'Sly' AND State = 1 AND AuthorKey = 'member:' || (SELECT Id FROM accounts_users WHERE DisplayName = 'Sly') AND IsPinned = 0 AND Ups = 0 AND ParentId = t.Id AND Depth = 0
                AND AuthorName = 'Sly' AND c.CreatedAt > 1700000000000 AND c.Id > 1000 AND Subject = 'sly' AND HostPage = '{ThreadSteps.HostPage}'
            """));
    }

    [Fact]
    public async Task Nobody_comments_signed_out()
    {
        var mary = await site.VisitAsMemberAsync("Leaver");
        var form = (await mary.LoadThreadAsync(site, "out")).Find("form.comments-form");
        var answer = await site.Visit().PostAsync(form.GetAttribute("hx-post")!, ("Text", "Anonymous"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        var document = await site.Visit().PostPlainlyAsync(form.GetAttribute("action")!, ("Text", "Anonymous"));
        Assert.Equal(HttpStatusCode.Unauthorized, document.Status);
        Assert.Contains("Anonymous", document.Html, StringComparison.Ordinal);
        Assert.Empty((await mary.LoadThreadAsync(site, "out")).Texts());
    }

    [Fact]
    public async Task Posting_from_another_page_leads_to_the_first()
    {
        var mary = await site.VisitAsMemberAsync("Older");
        site.Seed("older", 60);
        var older = await mary.LoadAsync((await mary.LoadThreadAsync(site, "older")).Find("a[rel~=next]").GetAttribute("hx-get")!);
        var form = older.Find("form.comments-form");
        var byHtmx = await mary.PostAsync(form.GetAttribute("hx-post")!, ("Text", "By htmx"));
        var location = System.Text.Json.JsonDocument.Parse(byHtmx.Header("HX-Location")!).RootElement;
        Assert.Contains("By htmx", (await mary.LoadAsync(location.GetProperty("path").GetString()!)).Texts());
        var plainly = await mary.PostPlainlyAsync(form.GetAttribute("action")!, ("Text", "Plainly"));
        Assert.Equal(HttpStatusCode.SeeOther, plainly.Status);
        Assert.Contains("Plainly", (await mary.LoadThreadAsync(site, "older")).Texts());
    }
}
