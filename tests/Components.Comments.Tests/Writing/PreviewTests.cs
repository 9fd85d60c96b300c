using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Writing;

public sealed class PreviewTests : IClassFixture<Site>
{
    private const string Text = "Well **said**.\n\n> a quote\n\n```js\nconst x = 1;\n```\n\n<b>no HTML</b> [x](javascript:alert(1))";
    private readonly Site _site;

    public PreviewTests(Site site) => _site = site.OpenToGuests();

    [Fact]
    public async Task A_preview_looks_exactly_as_the_comment_will()
    {
        var guest = _site.Visit();
        var thread = await guest.LoadThreadAsync(_site, "same");
        var preview = await guest.PostAsync(thread.PreviewOf(), ("Text", Text));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        await guest.CommentAsGuestAsync(_site, "same", Text);
        var comment = (await guest.LoadThreadAsync(_site, "same")).Find("article .comments-text");
        Assert.Equal(comment.InnerHtml, preview.Find(".comments-preview .comments-text").InnerHtml);
        Assert.Null(SafeHtml.ProblemIn(comment.InnerHtml));
    }

    [Fact]
    public async Task A_preview_keeps_nothing()
    {
        var guest = _site.Visit();
        await guest.PostAsync((await guest.LoadThreadAsync(_site, "nothing")).PreviewOf(), ("Text", "only looking"), ("Name", "Gwen"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text = 'only looking'"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_threads WHERE Subject = 'nothing'"));
    }

    [Fact]
    public async Task It_is_shown_in_an_element_of_the_form_which_stays()
    {
        var thread = await _site.Visit().LoadThreadAsync(_site, "place");
        var target = thread.Find("form.comments-form button[formaction]").GetAttribute("hx-target")!;
        var place = thread.Find($"form.comments-form {target}");
        Assert.Equal("polite", place.GetAttribute("aria-live"));
        var preview = await _site.Visit().PostAsync(thread.PreviewOf(), ("Text", "x"));
        Assert.Empty(preview.FindAll("form"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public async Task Of_nothing_there_is_nothing_to_show(string text)
    {
        var guest = _site.Visit();
        var preview = await guest.PostAsync((await guest.LoadThreadAsync(_site, "empty")).PreviewOf(), ("Text", text));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal("There is nothing to show yet.", preview.Find(".empty").TextContent);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_said_so()
    {
        var guest = _site.Visit();
        var preview = await guest.PostAsync((await guest.LoadThreadAsync(_site, "long")).PreviewOf(), ("Text", new string('x', 5_001)));
        Assert.Equal("A comment must have at most 5000 characters.", preview.Find(".field-error").TextContent);
        Assert.Empty(preview.FindAll(".comments-text"));
    }

    [Fact]
    public async Task Without_JavaScript_it_is_a_page_from_which_the_comment_is_sent()
    {
        var guest = _site.Visit();
        var thread = await guest.LoadThreadAsync(_site, "plain");
        var preview = await guest.PostPlainlyAsync(thread.PreviewDocumentOf(), ("Text", "Well **said**."), ("Name", "Gwen"), ("Email", "gwen@example.org"), ("Website", "gwen.example"));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal("said", preview.Find(".comments-preview strong").TextContent);
        Assert.Equal("Well **said**.", preview.Find("textarea").TextContent);
        Assert.Equal("gwen@example.org", preview.Find("input[name=Email]").GetAttribute("value"));
        Assert.Single(preview.FindAll($"#{preview.Find(".component").Id}"));

        var answer = await guest.SubmitAsync(preview.Find("form.comments-form"), ("Text", preview.Find("textarea").TextContent), ("Name", preview.Find("input[name=Name]").GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(["Well said."], (await guest.LoadThreadAsync(_site, "plain")).Texts());
    }

    [Fact]
    public async Task From_a_preview_one_can_look_again()
    {
        var guest = _site.Visit();
        var first = await guest.PostPlainlyAsync((await guest.LoadThreadAsync(_site, "again")).PreviewDocumentOf(), ("Text", "one"));
        var second = await guest.PostPlainlyAsync(first.PreviewDocumentOf(), ("Text", "two"));
        Assert.Equal("two", second.Find(".comments-preview .comments-text").TextContent.Trim());
    }

    [Fact]
    public async Task An_answer_is_previewed_and_sent_as_an_answer()
    {
        var guest = _site.Visit();
        await guest.CommentAsGuestAsync(_site, "answer", "first");
        var form = await guest.AnswerFormAsync(_site, "answer", "first");
        var preview = await guest.PostPlainlyAsync(form.PreviewDocumentOf(), ("Text", "second"), ("Name", "Gwen"));
        Assert.Contains("Gwen", preview.Find(".field label").TextContent, StringComparison.Ordinal);
        await guest.SubmitAsync(preview.Find("form.comments-form"), ("Text", "second"), ("Name", "Gwen"));
        Assert.Equal(1, _site.Ask<long>("SELECT COUNT(*) FROM comments_comments c JOIN comments_comments p ON c.ParentId = p.Id WHERE c.Text = 'second' AND p.Text = 'first'"));
    }

    [Fact]
    public async Task A_change_is_previewed_and_saved_as_a_change()
    {
        var guest = _site.Visit();
        await guest.CommentAsGuestAsync(_site, "change", "before");
        var form = await guest.AnswerFormAsync(_site, "change", "before", "Edit");
        Assert.Equal("before", form.Find("textarea").TextContent);
        var preview = await guest.PostPlainlyAsync(form.PreviewDocumentOf(), ("Text", "after"));
        Assert.Equal("after", preview.Find(".comments-text").TextContent.Trim());
        await guest.SubmitAsync(preview.Find("form.comments-form"), ("Text", preview.Find("textarea").TextContent));
        Assert.Equal(["after"], (await guest.LoadThreadAsync(_site, "change")).Texts());
    }

    [Fact]
    public async Task Nobody_elses_comment_is_offered_for_a_change()
    {
        var guest = _site.Visit();
        await guest.CommentAsGuestAsync(_site, "theirs", "mine");
        var form = await guest.AnswerFormAsync(_site, "theirs", "mine", "Edit");
        var preview = await _site.Visit().PostPlainlyAsync(form.PreviewDocumentOf(), ("Text", "yours"));
        Assert.Empty(preview.FindAll("form.comments-form"));
    }
}

public sealed class PreviewWhereNobodyMayWriteTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_thread_that_was_closed_since_offers_no_form_to_go_on()
    {
        var mary = await site.VisitAsMemberAsync();
        await mary.CommentAsync(site, "closing", "in time");
        var thread = await mary.LoadThreadAsync(site, "closing");
        using (var database = site.OpenDatabase())
            database.Run("UPDATE comments_threads SET Access = 1");
        var preview = await mary.PostPlainlyAsync(thread.PreviewDocumentOf(), ("Text", "late"));
        Assert.Equal("late", preview.Find(".comments-text").TextContent.Trim());
        Assert.Empty(preview.FindAll("form.comments-form"));
        Assert.Contains("This thread is closed.", preview.Html, StringComparison.Ordinal);
    }
}
