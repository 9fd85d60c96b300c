using Components.Comments.Writing;
using Testing;

namespace Components.Comments.Tests.Writing;

public sealed class QuotingTests : IClassFixture<Site>
{
    private readonly Site _site;

    public QuotingTests(Site site) => _site = site.OpenToGuests();

    [Fact]
    public async Task To_quote_a_comment_opens_the_answer_with_its_words()
    {
        var guest = _site.Visit();
        await guest.CommentAsGuestAsync(_site, "quote", "One line.");
        var form = await guest.AnswerFormAsync(_site, "quote", "One line.", "Quote");
        Assert.Equal("> One line.\n\n", form.Find("textarea").TextContent);
        // In the same place as an answer without.
        var plain = await guest.AnswerFormAsync(_site, "quote", "One line.");
        Assert.Equal(plain.Find("form").GetAttribute("hx-target"), form.Find("form").GetAttribute("hx-target"));
        Assert.Equal("", plain.Find("textarea").TextContent);
    }

    [Fact]
    public void Every_line_is_quoted() => Assert.Equal("> a\n> \n> b\n\n", Quotation.Of("a\r\n\r\nb\r\n"));

    [Fact]
    public void A_long_text_is_cut_and_never_within_a_character()
    {
        var quotation = Quotation.Of(new string('x', Quotation.Longest - 1) + "😀 and more");
        Assert.EndsWith("x …\n\n", quotation, StringComparison.Ordinal);
        Assert.DoesNotContain(quotation, char.IsSurrogate);
    }
}
