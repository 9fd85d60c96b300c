using System.Globalization;
using Components.Layouts;

namespace Components.Tests.Layouts;

public sealed class LayoutFileTests
{
    [Fact]
    public void It_names_a_pack_and_fills_slots()
    {
        var file = LayoutFile.Parse("<layout use=\"plain\">\r\n  <span slot=\"site-title\" class=\"x\">My 😀 site</span>\r\n  <nav slot=nav><a href=\"/\">Home</a></nav>\r\n</layout>\r\n", "layout.html");
        Assert.Equal("plain", file.Use);
        Assert.Equal("<span class=\"x\">My 😀 site</span>", In("en", file, "site-title"));
        Assert.Equal("<nav><a href=\"{base}/\"{current /}>Home</a></nav>", In("en", file, "nav"));
    }

    [Fact]
    public void Two_elements_for_one_slot_come_one_after_the_other() =>
        Assert.Equal("<p>1</p>\n<p>2</p>", In("en", LayoutFile.Parse("<layout use=\"a\"><p slot=\"s\">1</p><p slot=\"s\">2</p></layout>", "f"), "s"));

    [Fact]
    public void A_slot_may_hold_elements_of_the_same_name_and_a_void_one() =>
        Assert.Equal("<div><div>a</div></div>", In("en", LayoutFile.Parse("<layout use=\"a\"><div slot=\"s\"><div>a</div></div><img slot=\"t\" src=\"/x.png\"></layout>", "f"), "s"));

    [Theory]
    [InlineData("en", "<a{foreign en}>Home</a>\n<a{foreign en}>About</a>")]
    [InlineData("ja", "<a lang=\"ja\">ホーム</a>\n<a lang=ja>概要</a>")]
    [InlineData("ja-JP", "<a lang=\"ja\">ホーム</a>\n<a lang=ja>概要</a>")]
    [InlineData("fr", "<a{foreign en}>Home</a>\n<a{foreign en}>About</a>")]
    [InlineData("pt-BR", "<a lang=\"PT-br\">Casa</a>")]
    [InlineData("pt", "<a{foreign en}>Home</a>\n<a{foreign en}>About</a>")]
    public void A_slot_shows_what_is_written_in_the_pages_language(string language, string expected)
    {
        var file = LayoutFile.Parse(
            "<layout use=\"a\" lang=\"en\"><a slot=\"nav\">Home</a><a slot=\"nav\" lang=\"ja\">ホーム</a><a slot=\"nav\">About</a><a lang=ja slot=nav>概要</a><a slot=\"nav\" lang=\"PT-br\">Casa</a></layout>", "f");
        Assert.Equal(expected, In(language, file, "nav"));
    }

    [Fact]
    public void What_no_language_is_stated_of_is_shown_as_it_is() =>
        Assert.Equal("<p>x</p>", In("ja", LayoutFile.Parse("<layout use=\"a\"><p slot=\"s\">x</p></layout>", "f"), "s"));

    [Fact]
    public void Where_nothing_fits_the_first_language_of_the_slot_is_shown() =>
        Assert.Equal("<p lang=\"fr\">a</p>", In("en", LayoutFile.Parse("<layout use=\"a\"><p slot=\"s\" lang=\"fr\">a</p><p slot=\"s\" lang=\"ja\">b</p></layout>", "f"), "s"));

    [Fact]
    public void A_void_element_that_closes_itself_can_say_its_language() =>
        Assert.Equal("<img src=\"{base}/x.png\" {foreign en}/>", In("ja", LayoutFile.Parse("<layout use=\"a\" lang=\"en\"><img slot=\"s\" src=\"/x.png\" /></layout>", "f"), "s"));

    [Theory]
    [InlineData("", "use=")]
    [InlineData("<layout></layout>", "use=")]
    [InlineData("<layout use=\"\"></layout>", "use=")]
    [InlineData("<layout use=\"a\">", "</layout>")]
    [InlineData("<layout use=\"a\">\n<p>x</p></layout>", "line 2: <p> needs slot=")]
    [InlineData("<layout use=\"a\">\n\n<p slot=\"s\">x</layout>", "line 3")]
    [InlineData("<layout use=\"a\">\n</div></layout>", "line 2: </div>")]
    public void A_mistake_is_named_with_its_line(string source, string part) =>
        Assert.Contains(part, Assert.Throws<LayoutException>(() => LayoutFile.Parse(source, "site/layout.html")).Message, StringComparison.Ordinal);

    private static string In(string language, LayoutFile file, string slot) => LayoutText.Of(file.Slots[slot].For(CultureInfo.GetCultureInfo(language)));
}
