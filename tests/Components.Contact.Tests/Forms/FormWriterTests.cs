using Components.Contact.Forms;
using Newtonsoft.Json;

namespace Components.Contact.Tests.Forms;

public sealed class FormWriterTests
{
    private static readonly JsonSerializerSettings Everything = new() { TypeNameHandling = TypeNameHandling.Objects, Formatting = Formatting.Indented };

    [Fact]
    public void What_is_written_is_read_as_the_same_form()
    {
        var types = new HashSet<ItemType>();
        for (var seed = 0; seed < 500; seed++)
        {
            var form = new RandomForm(seed).Make();
            var reading = FormReader.Read("random", FormWriter.Write(form));
            Assert.True(reading.Form is not null, $"Seed {seed}: {string.Join('\n', reading.Mistakes)}\n{FormWriter.Write(form)}");
            Assert.Equal(Plain(form), Plain(reading.Form));
            types.UnionWith(form.Items.Select(item => item.Type));
        }
        Assert.Equal(Enum.GetValues<ItemType>().Length, types.Count);
    }

    [Fact]
    public void What_is_as_it_would_be_anyway_is_left_out()
    {
        var form = new FormDefinition { Id = "a", Title = new LocalText("A"), Items = [new FormItem { Type = ItemType.LongText, Name = "text", Label = new LocalText("L") }] };
        Assert.Equal("""{"title":"A","fields":[{"type":"longText","name":"text","label":"L"}]}""", JsonConvert.SerializeObject(JsonConvert.DeserializeObject(FormWriter.Write(form))));
    }

    [Theory, InlineData(1), InlineData(999), InlineData(1_234_567), InlineData(5_000_000), InlineData(9_999_999_999_999)]
    public void Sizes_are_written_exactly(long bytes) => Assert.True(ByteSize.TryRead(ByteSize.WriteExactly(bytes), out var read) && read == bytes);

    // Lists in records are compared by what they are, not by what is in them. The line is where it stands, not what it says.
    private static string Plain(FormDefinition form) => JsonConvert.SerializeObject(form with { Items = [.. form.Items.Select(item => item with { Line = 0 })] }, Everything);
}
