using Components.Files;

namespace Components.Tests.Files;

/// <summary>What senders call their files.</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("cv.pdf", "cv.pdf")]
    [InlineData("CV.PDF", "CV.PDF")]
    [InlineData("cv.pdf.phtml", "cv.pdf")]
    [InlineData("cv.phtml", "cv.pdf")]
    [InlineData("cv", "cv.pdf")]
    [InlineData("My report v1.2 final", "My report v1.2 final.pdf")]
    [InlineData("../../x", "x.pdf")]
    [InlineData("..\\..\\windows\\x.pdf", "x.pdf")]
    [InlineData("C:\\fakepath\\x.pdf", "x.pdf")]
    [InlineData("/etc/passwd", "passwd.pdf")]
    [InlineData("a\0b.pdf", "ab.pdf")]
    [InlineData("cv.php\0.pdf", "cv.php.pdf")]
    [InlineData("cv\u202Efdp.exe", "cvfdp.pdf")]
    [InlineData("\u2066cv\u2069\u200F.pdf", "cv.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf")]
    [InlineData("a%22b%0D%0A.pdf", "a_b_0D_0A.pdf")]
    [InlineData("<img src=x>.pdf", "_img src=x_.pdf")]
    [InlineData("  .pdf  ", "pdf.pdf")]
    [InlineData("...", "file.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("nul", "_nul.pdf")]
    [InlineData("日本語の履歴書.pdf", "日本語の履歴書.pdf")]
    [InlineData("か\u3099.pdf", "が.pdf")]
    public void A_name_is_safe_and_has_the_ending_of_what_the_file_is(string sent, string shown) => Assert.Equal(shown, FileName.For(sent, FileKind.Pdf));

    [Fact]
    public void A_long_name_keeps_its_ending_and_no_half_character()
    {
        var name = FileName.For($"{new string('x', FileName.Longest - 5)}😀😀.docx", FileKind.Pdf);
        Assert.InRange(name.Length, FileName.Longest - 2, FileName.Longest);
        Assert.EndsWith("x.pdf", name, StringComparison.Ordinal);
        Assert.DoesNotContain(name, char.IsSurrogate);
    }

    [Fact]
    public void A_name_that_only_is_shown_keeps_its_ending() => Assert.Equal("cv.pdf.phtml", FileName.Clean("x/cv.pdf.phtml"));
}
