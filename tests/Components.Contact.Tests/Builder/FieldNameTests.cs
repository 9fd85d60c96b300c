using Testing;

namespace Components.Contact.Tests.Builder;

/// <summary>What fields are called that somebody adds.</summary>
public sealed class FieldNameTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    [Theory]
    [InlineData("Order number", "", "order-number")]
    [InlineData("Größe (in cm)?", "", "grosse-in-cm")]
    [InlineData("2nd name", "", "nd-name")]
    [InlineData("注文番号", "", "text")]
    [InlineData("Question", "", "question-2")]
    [InlineData("Homepage", "", "homepage-2")]
    [InlineData("Order number", "order", "order")]
    public async Task A_field_is_called_by_its_label_where_nobody_names_it(string label, string named, string expected)
    {
        var ada = await site.VisitAsAdministratorAsync($"Namer{Guid.NewGuid():N}");
        var builder = await ada.MakeAsync($"named-{Guid.NewGuid():N}"[..20]);
        builder = await ada.DoAsync(builder, "add", ("Type", "Text"));
        builder = await ada.SaveAsync(builder, "item", named.Length > 0 ? [("Label", label), ("Name", named)] : [("Label", label)]);
        Assert.Equal(["Email", "Question", expected], builder.Names());
        // It is a name now like any other.
        builder = await ada.SaveAsync(await ada.ChangeAsync(builder, label), "item", ("Label", "Something else"));
        Assert.Equal(expected == "text" ? "something-else" : expected, builder.Names().Last());
    }

    [Fact]
    public async Task A_field_that_visitors_fill_in_already_keeps_its_name()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada15");
        var builder = await ada.MakeAsync("named-live");
        builder = await ada.DoAsync(builder, "add", ("Type", "Text"));
        builder = await ada.SaveAsync(builder, "item");
        builder = await ada.DoAsync(builder, "live");
        builder = await ada.SaveAsync(await ada.ChangeAsync(builder, "New question"), "item", ("Label", "Order number"));
        Assert.Equal("text", builder.Names().Last());
    }
}
