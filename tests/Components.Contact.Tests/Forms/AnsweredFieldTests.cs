using Components.Contact.Forms;

namespace Components.Contact.Tests.Forms;

public sealed class AnsweredFieldTests
{
    private static readonly AnsweredField Field = new("colours", ItemType.Choice, "Colours", ["red", "white"]);

    [Fact]
    public void What_was_filled_in_is_kept_once() => Assert.Equal("""[{"n":"colours","t":"Choice","l":"Colours","v":["red","white"]}]""", AnsweredField.ToJson([Field]));

    [Fact]
    public void What_was_kept_twice_before_is_read_as_the_same()
    {
        var read = Assert.Single(AnsweredField.FromJson("""[{"n":"colours","t":"Choice","l":"Colours","v":["red","white"],"Text":"red, white"}]"""));
        Assert.Equal(("colours", "red, white"), (read.Name, read.Text));
    }
}
