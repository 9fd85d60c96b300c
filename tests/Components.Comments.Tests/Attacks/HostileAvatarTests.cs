using System.Xml.Linq;
using Components.Comments.Avatars;

namespace Components.Comments.Tests.Attacks;

public sealed class HostileAvatarTests
{
    [Theory]
    [InlineData("<script>__hit()</script>")]
    [InlineData("</text><script>__hit()</script>")]
    [InlineData("\" onload=\"__hit()")]
    [InlineData("&x; &#60;")]
    [InlineData("]]> <!--")]
    [InlineData("\u0001\u0002 \uFFFE\uFFFF")]
    [InlineData("\u202E \u2066")]
    [InlineData("")]
    public void A_picture_is_well_formed_and_nothing_but_a_letter_on_a_colour(string name)
    {
        var svg = XDocument.Parse(AvatarDrawing.Svg(name)).Root!;
        Assert.Equal(["rect", "text"], svg.Elements().Select(element => element.Name.LocalName));
        Assert.DoesNotContain(svg.Descendants(), element => element.Elements().Any() || element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.InRange(svg.Value.Length, 1, 4);
    }

    [Fact]
    public void A_letter_with_a_hundred_marks_keeps_two() =>
        Assert.InRange(AvatarDrawing.InitialsOf("Z" + new string('\u0334', 99)).Length, 1, 3);
}
