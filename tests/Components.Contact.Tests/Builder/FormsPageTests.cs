using System.Net;
using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Builder;

public sealed class FormsPageTests : IDisposable
{
    private readonly SiteWithOutbox _site = new();

    public FormsPageTests()
    {
        Directory.CreateDirectory(FormsFolder);
        _site.Settings["Packs:Contact:Forms"] = FormsFolder;
    }

    private string FormsFolder => Path.Combine(_site.Directory, "forms");

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Every_form_is_listed_with_where_it_is_and_what_is_wrong_with_it()
    {
        File.Copy(Repository.PathOf("docs/contact/forms/support.json"), Path.Combine(FormsFolder, "support.json"));
        File.WriteAllText(Path.Combine(FormsFolder, "broken.json"), "{ \"title\": \"Broken\",\n \"fieds\": [] }");
        var ada = await _site.VisitAsAdministratorAsync();
        await ada.MakeAsync("made", "Made by hand");
        var forms = await ada.OpenAsync(BuilderSteps.Forms);
        Assert.Equal(["broken", "Contact form", "Made by hand", "Support"], forms.FindAll(".contact-forms > li h2").Select(title => title.TextContent));
        var broken = forms.FindAll(".contact-forms > li")[0];
        Assert.Contains("Line 2: “fieds” is not known", string.Join(' ', broken.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("forms/support.json", forms.FindAll(".contact-forms > li")[3].TextContent, StringComparison.Ordinal);
        Assert.Contains("""<component-view name="contact/form" form="support"></component-view>""", forms.FindAll(".contact-forms > li")[3].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(forms.FindAll(".contact-forms > li")[3].QuerySelectorAll("a"), link => link.TextContent == "Change");
    }

    [Fact]
    public async Task A_file_is_copied_into_the_builder_under_another_id()
    {
        File.Copy(Repository.PathOf("docs/contact/forms/support.json"), Path.Combine(FormsFolder, "support.json"));
        var ada = await _site.VisitAsAdministratorAsync();
        var forms = await ada.OpenAsync(BuilderSteps.Forms);
        var asked = await ada.OpenAsync(forms.FindAll("a").First(link => link.GetAttribute("aria-label") == "Copy “support”").GetAttribute("href")!);
        var taken = await ada.SubmitAsync(asked.FormOf("copy"), ("Id", "support"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.Status);
        Assert.Equal("support", taken.FormOf("copy").QuerySelector("[name=Id]")!.GetAttribute("value"));
        var copied = await ada.SubmitAsync(asked.FormOf("copy"), ("Id", "help-desk"));
        var builder = await ada.OpenAsync(copied.Location!);
        Assert.Equal(["topic", "order", "summary", "details", "name", "email", "pictures", "privacy"], builder.Names());
        Assert.Empty(builder.FindAll(".component-problem"));
    }

    [Fact]
    public async Task A_file_that_would_be_too_long_in_the_builder_is_not_copied()
    {
        var fields = string.Join(',', Enumerable.Range(0, 4).Select(field => $$"""{"type":"choice","name":"f{{field}}","label":"F","options":[{{string.Join(',', Enumerable.Range(0, 500).Select(option => $$"""{"value":"{{option}}","label":"{{new string('x', 70)}}"}"""))}}]}"""));
        File.WriteAllText(Path.Combine(FormsFolder, "terse.json"), $$"""{"title":"Terse","fields":[{{fields}}]}""");
        var ada = await _site.VisitAsAdministratorAsync();
        var forms = await ada.OpenAsync(BuilderSteps.Forms);
        var asked = await ada.OpenAsync(forms.FindAll("a").First(link => link.GetAttribute("aria-label") == "Copy “terse”").GetAttribute("href")!);
        var answer = await ada.SubmitAsync(asked.FormOf("copy"), ("Id", "copied"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("too long", answer.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_forms"));
    }

    [Fact]
    public async Task Messages_are_counted_as_far_as_it_is_of_use()
    {
        using (var connection = _site.OpenDatabase())
            connection.Run("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
                INSERT INTO contact_messages (Id, Form, FormTitle, Email, Subject, Answers, Text, HostPage, Language, CreatedAt, Place)
                SELECT i, 'contact', '', '', '', '', '', '/', '', 0, 0 FROM n
                """);
        var ada = await _site.VisitAsAdministratorAsync();
        Assert.Contains("Messages: more than 1,000", (await ada.OpenAsync(BuilderSteps.Forms)).Html, StringComparison.Ordinal);
        using (var connection = _site.OpenDatabase())
            connection.Run("DELETE FROM contact_messages WHERE Id = 1");
        Assert.Contains("Messages: 1,000", (await ada.OpenAsync(BuilderSteps.Forms)).Html, StringComparison.Ordinal);
    }

    [Theory, InlineData("contact"), InlineData("Upper"), InlineData("../x"), InlineData("")]
    public async Task An_id_that_cannot_be_is_refused_and_the_title_is_kept(string id)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var answer = await ada.SubmitAsync((await ada.OpenAsync(BuilderSteps.Forms)).FormOf("new"), ("Id", id), ("Title", "Mine"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("Mine", answer.FormOf("new").QuerySelector("[name=Title]")!.GetAttribute("value"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_forms"));
    }

    [Fact]
    public async Task The_form_that_comes_with_the_program_serves_until_the_changed_one_is_live()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var made = await ada.SubmitAsync((await ada.OpenAsync(BuilderSteps.Forms)).FormOf("own"));
        var builder = await ada.OpenAsync(made.Location!);
        builder = await ada.DoAsync(builder, "add", ("Type", "Tel"));
        Assert.Equal(2, (await _site.LiveFormAsync("contact"))!.Items.Count);
        await ada.DoAsync(builder, "live");
        Assert.Equal(3, (await _site.LiveFormAsync("contact"))!.Items.Count);
    }

    [Fact]
    public async Task A_form_is_deleted_after_a_question_and_its_messages_stay()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await ada.DoAsync(await ada.MakeAsync("gone"), "live");
        await _site.Visit().PostAsync(_site.PostAddressOf("contact/form", "form=gone"), ("Email", "a@example.com"), ("Question", "Still here?"));
        var forms = await ada.OpenAsync(BuilderSteps.Forms);
        Assert.Contains("Messages: 1", forms.Html, StringComparison.Ordinal);
        var asked = await ada.OpenAsync(forms.FindAll("a").First(link => link.GetAttribute("aria-label") == "Delete “gone”").GetAttribute("href")!);
        Assert.NotNull(await _site.LiveFormAsync("gone"));
        await ada.DoAsync(asked, "delete");
        Assert.Null(await _site.LiveFormAsync("gone"));
        Assert.Equal(1, _site.Ask<long>("SELECT COUNT(*) FROM contact_messages WHERE Form = 'gone'"));
    }

    [Fact]
    public void The_check_names_broken_files_and_tags_of_forms_that_are_not_there()
    {
        File.WriteAllText(Path.Combine(FormsFolder, "broken.json"), "{ \"title\": \"Broken\",\n \"fieds\": [] }");
        var pack = new ContactPack();
        Assert.Contains(pack.Check(_site.Services), line => line.Contains("broken.json, line 2: “fieds”", StringComparison.Ordinal));
        var page = Components.Fragments.FragmentHtml.Read("<p></p>\n<component-view name=\"contact/form\" form=\"missing\"></component-view><component-view name=\"contact/form\" form=\"broken\"></component-view>");
        var mistake = Assert.Single(page.Check(_site.Services));
        Assert.Equal(2, mistake.Line);
        Assert.Contains("'missing'", mistake.Text, StringComparison.Ordinal);
    }
}
