using System.Net;
using Components.Contact.Forms;
using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Builder;

public sealed class FormBuilderTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    [Fact]
    public async Task A_form_is_made_without_JavaScript_and_seen_once_it_is_put_live()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada1");
        var builder = await ada.MakeAsync("made", "Ask us");
        Assert.Equal(["Email", "Question"], builder.Names());
        builder = await ada.DoAsync(builder, "add", ("Type", "Choice"));
        builder = await ada.SaveAsync(builder, "item", ("Label", "Topic"), ("LabelJa", "用件"), ("Name", "topic"), ("Required", "true"), ("Options", "bug | A bug | 不具合\nother"), ("Look", "Select"));
        builder = await ada.DoAsync(builder, "add", ("Type", "Text"));
        builder = await ada.SaveAsync(builder, "item", ("Label", "Version"), ("Name", "version"), ("ShowWhen", "all"), ("WhenField", "topic"), ("WhenHow", "is"), ("WhenValue", "A bug"));
        Assert.Null(await site.LiveFormAsync("made"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().LoadAsync(site.AddressOf("contact/form", "form=made"))).Status);

        builder = await ada.DoAsync(builder, "live");
        Assert.Equal("live", builder.Find(".contact-state").GetAttribute("data-state"));
        var seen = await site.Visit().LoadAsync(site.AddressOf("contact/form", "form=made"));
        Assert.Equal(["", "bug", "other"], seen.FindAll("select[name=topic] option").Select(option => option.GetAttribute("value")));
        Assert.Equal("""{"field":"topic","is":["bug"]}""", seen.Find("[data-contact-when]").GetAttribute("data-contact-when"));
        var live = (await site.LiveFormAsync("made"))!;
        Assert.Equal(["en", "ja"], live.Items[2].Label!.Texts.Select(one => one.Key));
        Assert.Equal("不具合", live.Items[2].Options[0].Label.Texts[1].Value);
    }

    [Fact]
    public async Task Lines_are_moved_copied_and_taken_out_and_each_change_can_be_undone()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada2");
        var builder = await ada.MakeAsync("lines");
        builder = await ada.DoAsync(builder, "up", ("Chosen", "Question"));
        Assert.Equal(["Question", "Email"], builder.Names());
        builder = await ada.DoAsync(builder, "down", ("Chosen", "Question"));
        builder = await ada.DoAsync(builder, "copy", ("Chosen", "Email"));
        Assert.Equal(["Email", "Email-2", "Question"], builder.Names());
        builder = await ada.DoAsync(builder, "delete", ("Chosen", "Question"));
        Assert.Equal(["Email", "Email-2"], builder.Names());
        builder = await ada.DoAsync(builder, "undo");
        Assert.Equal(["Email", "Email-2", "Question"], builder.Names());
        builder = await ada.DoAsync(builder, "undo");
        Assert.Equal(["Email", "Email-2"], builder.Names());
    }

    [Fact]
    public async Task A_line_that_is_moved_keeps_the_keyboard()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada3");
        var builder = await ada.MakeAsync("keys");
        await ada.DoAsync(builder, "add", ("Type", "Text"));
        builder = await ada.OpenAsync(builder.Url);
        var form = builder.FormOf("down");
        var answer = await ada.PostAsync(form.GetAttribute("hx-post")!, ("Version", form.QuerySelector("[name=Version]")!.GetAttribute("value")!), ("Chosen", "Email"));
        var target = answer.Find("button[aria-label^='Move'][aria-label$='down'][value=Email]");
        Assert.Contains($"\"target\":\"{target.Id}\"", answer.Header("Component-Command"), StringComparison.Ordinal);
        Assert.False(target.HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("Text", "Name", "1st", "name")]
    [InlineData("Text", "Name", "email", "two fields")]
    [InlineData("Text", "Label", "", "label")]
    [InlineData("Text", "MaxLength", "201", "maxLength")]
    [InlineData("Text", "MinLength", "x", "whole number")]
    [InlineData("Text", "Pattern", "[a-", "pattern")]
    [InlineData("Number", "Min", "x", "min")]
    [InlineData("Number", "Step", "0", "step")]
    [InlineData("Choice", "Options", "", "options")]
    [InlineData("Choice", "Options", "a\na", "twice")]
    [InlineData("File", "MaxSize", "large", "size")]
    [InlineData("File", "MaxFiles", "21", "maxFiles")]
    [InlineData("Text", "ShowWhen", "all", "at least one line")]
    public async Task A_mistake_stands_at_its_setting_and_what_was_typed_is_still_there(string type, string control, string value, string said)
    {
        var ada = await site.VisitAsAdministratorAsync($"A{type}{control}{value.Length}{said[..2].Trim()}");
        var builder = await ada.DoAsync(await ada.MakeAsync($"m{Guid.NewGuid():n}"), "add", ("Type", type));
        var answer = await ada.SaveAsync(builder, "item", ("HelpJa", "題"), (control, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        var at = answer.FormOf("item").QuerySelector($"[name={control}]")!;
        Assert.Equal("true", at.GetAttribute("aria-invalid"));
        Assert.Contains(said, answer.FormOf("item").QuerySelector($"[id='{at.Id}-error']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("題", answer.FormOf("item").QuerySelector("[name=HelpJa]")!.GetAttribute("value"));
        // In another language it is told too.
        ada.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        Assert.Matches("[ぁ-ん]", (await ada.SaveAsync(builder, "item", (control, value))).Find(".field-error").TextContent);
    }

    [Theory]
    [InlineData("Title", "")]
    [InlineData("To", "not an address")]
    [InlineData("KeepDays", "0")]
    [InlineData("Webhooks", "ftp://example.com")]
    public async Task A_mistake_in_the_whole_stands_at_its_setting(string control, string value)
    {
        var ada = await site.VisitAsAdministratorAsync($"W{control}");
        var builder = await ada.MakeAsync($"w{control.ToLowerInvariant()}");
        builder = await ada.OpenAsync(builder.FindAll("a").First(link => link.TextContent.StartsWith("Title, mails", StringComparison.Ordinal)).GetAttribute("href")!);
        var answer = await ada.SaveAsync(builder, "whole", (control, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("true", answer.FormOf("whole").QuerySelector($"[name={control}]")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task All_settings_of_the_whole_come_back_as_they_were_typed()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada4");
        var builder = await ada.MakeAsync("whole");
        builder = await ada.OpenAsync(builder.FindAll("a").First(link => link.TextContent.StartsWith("Title, mails", StringComparison.Ordinal)).GetAttribute("href")!);
        await ada.SaveAsync(
            builder, "whole", ("Title", "Ask"), ("TitleJa", "質問"), ("Button", "Go"), ("To", "a@example.com\nb@example.com"), ("Subject", "Question"), ("KeepDays", "30"), ("AttachFiles", "true"),
            ("Webhooks", "https://example.com/hook | key"), ("Flash", "Thanks"), ("Then", "Go"), ("Page", "/thanks"), ("AutoReply", "true"), ("ReplySubject", "Hello"), ("ReplyText", "Dear\nyou"));
        var form = site.Draft("whole");
        Assert.Equal(["Ask", "質問"], form.Title.Texts.Select(one => one.Value));
        Assert.Equal(["a@example.com", "b@example.com"], form.To);
        Assert.Equal(("Question", 30, true, true), (form.SubjectField, form.KeepDays, form.AttachFiles, form.AutoReply));
        Assert.Equal(new FormWebhook("https://example.com/hook", "key"), form.Webhooks.Single());
        Assert.Equal((AfterSendingAct.Go, "/thanks"), (form.After.Then, form.After.Page));
        Assert.Equal("Dear\nyou", form.ReplyText!.Texts[0].Value);
    }

    [Fact]
    public async Task Who_saves_over_another_is_told_and_loses_nothing()
    {
        var (ada, ann) = (await site.VisitAsAdministratorAsync("Ada5"), await site.VisitAsAdministratorAsync("Ann5"));
        var builder = await ada.MakeAsync("both");
        var open = await ada.ChangeAsync(builder, "Your question");
        await ann.DoAsync(await ann.OpenAsync(BuilderAddress(await ann.OpenAsync(BuilderSteps.Forms), "both")), "add", ("Type", "Date"));

        var answer = await ada.SaveAsync(open, "item", ("Label", "What?"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Somebody else", answer.FormOf("item").QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("What?", answer.FormOf("item").QuerySelector("[name=Label]")!.GetAttribute("value"));
        Assert.Contains("date", answer.Names());
        await ada.SaveAsync(answer, "item");
        Assert.Equal(["Your e-mail address", "What?", "New question"], site.Draft("both").Items.Select(item => item.Label!.Texts[0].Value));

        var late = await ada.SubmitAsync(builder.FormOf("delete"), ("Chosen", "Question"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(3, site.Draft("both").Items.Count);
    }

    [Fact]
    public async Task What_is_broken_does_not_go_live_and_says_where()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada6");
        var builder = await ada.DoAsync(await ada.MakeAsync("broken"), "live");
        builder = await ada.DoAsync(builder, "add", ("Type", "Step"));
        Assert.Contains("This step has no fields", builder.Find(".component-problem").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ada.SubmitAsync(builder.FormOf("live"))).Status);
        Assert.Equal(2, (await site.LiveFormAsync("broken"))!.Items.Count);
        builder = await ada.DoAsync(builder, "discard");
        Assert.Empty(builder.FindAll(".component-problem"));
        Assert.Equal(["Email", "Question"], builder.Names());
    }

    [Fact]
    public async Task A_field_that_is_called_otherwise_is_still_asked_about()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada7");
        var builder = await ada.DoAsync(await ada.MakeAsync("renamed"), "add", ("Type", "Text"));
        builder = await ada.SaveAsync(builder, "item", ("Name", "more"), ("ShowWhen", "any"), ("WhenField", "Question"), ("WhenHow", "filled"), ("WhenValue", ""));
        builder = await ada.ChangeAsync(builder, "Your question");
        builder = await ada.SaveAsync(builder, "item", ("Name", "ask"));
        Assert.Equal(new Condition.Filled("ask"), site.Draft("renamed").Items[2].ShowWhen);
        Assert.Empty(builder.FindAll(".component-problem"));
    }

    [Fact]
    public async Task A_field_does_not_take_the_name_of_a_later_one()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada12");
        var builder = await ada.ChangeAsync(await ada.MakeAsync("namesakes"), "Your e-mail address");
        var answer = await ada.SaveAsync(builder, "item", ("Name", "question"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("two fields with the name “question”", answer.FormOf("item").QuerySelector($"[id='{answer.FormOf("item").QuerySelector("[name=Name]")!.Id}-error']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Email", "Question"], site.Draft("namesakes").Items.Select(item => item.Name));
        ada.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        Assert.Matches("[ぁ-ん]", (await ada.SaveAsync(builder, "item", ("Name", "question"))).Find(".field-error").TextContent);
    }

    [Fact]
    public async Task What_no_control_shows_of_a_date_is_kept()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada13");
        await ada.MakeAsync("born");
        Overwrite("born", new FormItem { Type = ItemType.Date, Name = "born", Label = new LocalText("Born"), Autocomplete = "bday" });
        var builder = await ada.ChangeAsync(await ada.OpenAsync(BuilderAddress(await ada.OpenAsync(BuilderSteps.Forms), "born")), "Born");
        await ada.SaveAsync(builder, "item", ("Label", "Birthday"));
        var item = Assert.Single(site.Draft("born").Items);
        Assert.Equal(("Birthday", "bday"), (item.Label!.Texts[0].Value, item.Autocomplete));
    }

    [Fact]
    public async Task A_form_never_becomes_too_long_to_be_read_again()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada14");
        await ada.MakeAsync("long");
        var options = Enumerable.Range(0, 500).Select(number => new ChoiceOption($"{number}", new LocalText(new string('x', 190)))).ToList();
        Overwrite("long", new FormItem { Type = ItemType.Choice, Name = "one", Label = new LocalText("One"), Options = options });
        var builder = await ada.OpenAsync(BuilderAddress(await ada.OpenAsync(BuilderSteps.Forms), "long"));
        var copied = await ada.SubmitAsync(builder.FormOf("copy"), ("Chosen", "one"));
        Assert.Equal(HttpStatusCode.Conflict, copied.Status);
        Assert.Contains(FormReader.LongestJson.ToString(System.Globalization.CultureInfo.InvariantCulture), copied.Html, StringComparison.Ordinal);

        // What was typed is not lost by it.
        var longer = string.Join('\n', options.Select(option => $"{option.Value} | {option.Label.Texts[0].Value} | {new string('y', 190)}"));
        var typed = await ada.SaveAsync(await ada.ChangeAsync(builder, "One"), "item", ("Options", longer));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, longer), (typed.Status, typed.FormOf("item").QuerySelector("[name=Options]")!.TextContent));
        Assert.Contains("too long", typed.FormOf("item").QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["one"], (await ada.OpenAsync(builder.Url)).Names());
    }

    [Fact]
    public async Task What_the_builder_cannot_show_of_a_file_it_keeps()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada8");
        var intricate = new Condition.Not(new Condition.All([new Condition.Filled("a"), new Condition.Filled("b")]));
        var form = new FormDefinition
        {
            Id = "kept",
            Title = LocalText.Of([new("en", "Kept"), new("fr", "Gardé")]),
            Items =
            [
                new FormItem { Type = ItemType.Choice, Name = "a", Label = new LocalText("A"), Options = [new ChoiceOption("x|y", LocalText.Of([new("en", "X"), new("fr", "Iks")]))] },
                new FormItem { Type = ItemType.Text, Name = "b", Label = new LocalText("B") },
                new FormItem { Type = ItemType.Text, Name = "c", Label = LocalText.Of([new("en", "C"), new("fr", "Cé")]), ShowWhen = intricate },
            ],
        };
        await ada.MakeAsync("kept");
        using (var connection = site.OpenDatabase())
            connection.Run($"UPDATE contact_forms SET Draft = '{FormWriter.Write(form).Replace("'", "''", StringComparison.Ordinal)}' WHERE Id = 'kept'");
        var builder = await ada.DoAsync(await ada.OpenAsync(BuilderAddress(await ada.OpenAsync(BuilderSteps.Forms), "kept")), "add", ("Type", "Text"));
        foreach (var label in new[] { "A", "C" })
            builder = await ada.SaveAsync(await ada.ChangeAsync(builder, label), "item");
        var after = site.Draft("kept");
        Assert.Equal(form.Items.Select(item => (item.Name, item.Label, item.ShowWhen)), after.Items.Take(3).Select(item => (item.Name, item.Label, item.ShowWhen)));
        Assert.Equal(form.Items[0].Options, after.Items[0].Options);
        Assert.Equal(form.Title, after.Title);
    }

    [Fact]
    public async Task The_preview_checks_and_sends_nothing()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada9");
        var builder = await ada.MakeAsync("tried");
        var form = builder.Find(".contact-preview form");
        var before = site.Ask<long>("SELECT COUNT(*) FROM contact_messages");
        var refused = await ada.PostAsync(form.GetAttribute("hx-post")!, ("Email", "no"), ("Question", ""));
        Assert.Equal(2, refused.FindAll(".field-error").Count);
        var taken = await ada.PostAsync(form.GetAttribute("hx-post")!, ("Email", "a@example.com"), ("Question", "x"));
        Assert.Contains("nothing is sent", taken.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(before, site.Ask<long>("SELECT COUNT(*) FROM contact_messages"));
    }

    [Fact]
    public async Task The_builder_is_for_administrators()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada10");
        var url = (await ada.MakeAsync("closed")).Url;
        var moderator = await site.VisitAsModeratorAsync("Moe10");
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.OpenAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Visit().OpenAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.OpenAsync(url[..^2])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await moderator.OpenAsync(BuilderSteps.Forms)).Status);
    }

    [Fact]
    public async Task What_is_typed_is_text_wherever_it_is_shown()
    {
        var ada = await site.VisitAsAdministratorAsync("Ada11");
        const string Evil = "<script>alert(1)</script><b onclick=x>";
        var builder = await ada.ChangeAsync(await ada.MakeAsync("evil", Evil), "Your question");
        builder = await ada.SaveAsync(builder, "item", ("Label", Evil), ("Help", Evil));
        Assert.Contains(Evil, builder.Find(".contact-line[data-type=longtext] strong").TextContent, StringComparison.Ordinal);
        foreach (var page in new[] { builder, await ada.OpenAsync(BuilderSteps.Forms) })
            Assert.DoesNotContain(page.FindAll("script, b"), element => element.TextContent.Contains("alert", StringComparison.Ordinal) || element.HasAttribute("onclick"));
    }

    private void Overwrite(string id, params FormItem[] items)
    {
        var draft = FormWriter.Write(new FormDefinition { Id = id, Title = new LocalText(id), Items = items });
        using var connection = site.OpenDatabase();
        connection.Run($"UPDATE contact_forms SET Draft = '{draft.Replace("'", "''", StringComparison.Ordinal)}' WHERE Id = '{id}'");
    }

    internal static string BuilderAddress(Page forms, string id) => forms.FindAll("a").First(link => link.GetAttribute("aria-label") == $"Change “{id}”").GetAttribute("href")!;
}
