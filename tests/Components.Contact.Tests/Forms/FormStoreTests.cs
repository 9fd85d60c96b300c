using System.Net;
using Components.Contact.Forms;
using Testing;

namespace Components.Contact.Tests.Forms;

public sealed class FormStoreTests : IDisposable
{
    private readonly FormSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_changed_file_shows_at_the_next_request()
    {
        _site.Write("support", Form("First"));
        Assert.Equal("First", await LabelAsync());
        _site.Write("support", Form("Second"));
        Assert.Equal("Second", await LabelAsync());
    }

    [Fact]
    public async Task A_broken_file_is_named_and_the_form_serves_on_as_it_last_was_also_over_a_restart()
    {
        _site.Write("support", Form("Good"));
        Assert.Equal("Good", await LabelAsync());
        _site.Write("support", "{ \"title\": \"x\",\n \"fields\": 1 }");
        Assert.Equal("Good", await LabelAsync());
        var (file, mistake) = Assert.Single(_site.Get<FormStore>().CheckFiles(), problem => problem.Mistake.Line == 2);
        Assert.EndsWith("support.json", file, StringComparison.Ordinal);
        Assert.Contains("“fields” must be a list", mistake.Text, StringComparison.Ordinal);

        // As after a restart: nothing is remembered but what is in the data directory.
        using var next = _site.WithWebHostBuilder(_ => { });
        var visitor = new Visitor(next.CreateClient());
        Assert.Equal("Good", (await visitor.LoadAsync(_site.AddressOf("contact/form", "form=support"))).Find(".field label").TextContent.Trim());
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_tried_again()
    {
        _site.Write("support", Form("First"));
        using (_site.Lock("support"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _site.OpenFormAsync(_site.Visit(), "support")).Status);
            Assert.Contains(_site.Get<FormStore>().CheckFiles(), problem => problem.Mistake.Text.Contains("cannot be read", StringComparison.Ordinal));
        }
        Assert.Equal("First", await LabelAsync());
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("..%2Fcontact")]
    [InlineData("Contact")]
    [InlineData("support.json")]
    public async Task A_form_that_does_not_exist_is_a_quiet_note(string id)
    {
        _site.Write("support", Form("Good"));
        var answer = await _site.Visit().LoadAsync(_site.AddressOf("contact/form", $"form={id}"));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("This form is not available at the moment.", answer.Find(".notice").TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().PostAsync(_site.PostAddressOf("contact/form", $"form={id}"), ("Email", "a@example.com"))).Status);
        Assert.Equal(0, _site.OutboxRows());
    }

    [Fact]
    public async Task A_file_takes_the_place_of_the_form_that_every_site_has()
    {
        Assert.Equal(2, (await _site.OpenFormAsync(_site.Visit(), "contact")).FindAll(".field").Count);
        _site.Write("contact", Form("Own"));
        Assert.Equal("Own", (await _site.OpenFormAsync(_site.Visit(), "contact")).Find(".field label").TextContent.Trim());
    }

    private async Task<string> LabelAsync() => (await _site.OpenFormAsync(_site.Visit(), "support")).Find(".field label").TextContent.Trim();

    private static string Form(string label) => $$"""{ "title": "x", "fields": [ { "type": "text", "name": "a", "label": "{{label}}", "required": true } ] }""";
}
