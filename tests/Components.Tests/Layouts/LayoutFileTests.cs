using Components.Layouts;

namespace Components.Tests.Layouts;

public sealed class LayoutFileTests
{
    [Fact]
    public void It_names_a_pack_and_fills_slots()
    {
        var file = LayoutFile.Parse("<layout use=\"plain\">\r\n  <span slot=\"site-title\" class=\"x\">My 😀 site</span>\r\n  <nav slot=nav><a href=\"/\">Home</a></nav>\r\n</layout>\r\n", "layout.html");
        Assert.Equal("plain", file.Use);
        Assert.Equal("<span class=\"x\">My 😀 site</span>", LayoutText.Of(file.Slots["site-title"]));
        Assert.Equal("<nav><a href=\"{base}/\"{current /}>Home</a></nav>", LayoutText.Of(file.Slots["nav"]));
    }

    [Fact]
    public void Two_elements_for_one_slot_come_one_after_the_other() =>
        Assert.Equal("<p>1</p>\n<p>2</p>", LayoutText.Of(LayoutFile.Parse("<layout use=\"a\"><p slot=\"s\">1</p><p slot=\"s\">2</p></layout>", "f").Slots["s"]));

    [Fact]
    public void A_slot_may_hold_elements_of_the_same_name_and_a_void_one() =>
        Assert.Equal("<div><div>a</div></div>", LayoutText.Of(LayoutFile.Parse("<layout use=\"a\"><div slot=\"s\"><div>a</div></div><img slot=\"t\" src=\"/x.png\"></layout>", "f").Slots["s"]));

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
}
