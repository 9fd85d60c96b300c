using System.Net;
using Components.Contact.Forms;
using Components.Contact.Tests.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Components.Contact.Tests.Form;

public sealed class FormInStepsTests : IDisposable
{
    private const string Definition = """
        { "title": "Support", "subject": "what", "fields": [
          { "type": "step", "label": "You" },
          { "type": "email", "name": "email", "label": "E-mail", "required": true },
          { "type": "choice", "name": "topic", "label": "Topic", "options": ["bill", "bug"], "required": true },
          { "type": "step", "label": "The bill", "showWhen": { "field": "topic", "is": "bill" } },
          { "type": "text", "name": "number", "label": "Number", "required": true, "pattern": "\\d+" },
          { "type": "step", "label": "The rest" },
          { "type": "longText", "name": "what", "label": "What", "required": true },
          { "type": "choice", "look": "several", "name": "via", "label": "Via", "options": ["mail", "phone"] },
          { "type": "tel", "name": "phone", "label": "Phone", "required": true, "showWhen": { "field": "via", "is": "phone" } },
          { "type": "text", "name": "steps", "label": "Steps to see it", "required": true, "showWhen": { "field": "topic", "is": "bug" } },
          { "type": "hidden", "name": "source", "value": "site" }
        ] }
        """;

    private readonly FormSite _site = new();

    public FormInStepsTests() => _site.Write("support", Definition);

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_filled_in_step_by_step_with_and_without_JavaScript(bool isHtmx)
    {
        var visitor = _site.Visit();
        var address = _site.AddressOf("contact/form", "form=support");
        var page = isHtmx ? await visitor.LoadAsync(address) : await visitor.OpenAsync(address.AsDocument());
        Assert.Equal("Step 1 of 2", page.Find(".contact-steps").TextContent);
        Assert.Equal(["email", "topic", "topic"], NamesOf(page));

        page = await SendAsync(visitor, page, isHtmx, "button[type=submit]", ("email", "ann@example.com"), ("topic", "bill"));
        Assert.Equal((HttpStatusCode.OK, "Step 2 of 3", "The bill"), (page.Status, page.Find(".contact-steps").TextContent, page.Find(".contact-step").TextContent));
        page = await SendAsync(visitor, page, isHtmx, "button[type=submit]", ("number", "no number"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "no number"), (page.Status, page.Find("[name=number]").GetAttribute("value")));
        page = await SendAsync(visitor, page, isHtmx, "button.quiet", ("number", "no number"));
        Assert.Equal(("You", "ann@example.com"), (page.Find(".contact-step").TextContent, page.Find("[name=email]").GetAttribute("value")));
        Assert.True(page.Find("[name=topic][value=bill]").HasAttribute("checked"));

        // Another answer leads past the step that no longer applies; what was filled in there is not asked for again, nor kept.
        page = await SendAsync(visitor, page, isHtmx, "button[type=submit]", ("email", "ann@example.com"), ("topic", "bug"));
        Assert.Equal(("The rest", "Step 2 of 2"), (page.Find(".contact-step").TextContent, page.Find(".contact-steps").TextContent));
        Assert.Equal(["what", "via", "via", "phone", "steps"], NamesOf(page));
        page = await SendAsync(visitor, page, isHtmx, "button[type=submit]", ("what", "It breaks"), ("steps", "Click"), ("phone", "ignored"));
        Assert.Equal(isHtmx ? HttpStatusCode.OK : HttpStatusCode.SeeOther, page.Status);
        Assert.Equal("email,topic,what,steps,source", string.Join(',', AnsweredField.FromJson(_site.Ask<string>("SELECT Answers FROM contact_messages")).Select(answer => answer.Name)));
        Assert.Equal(("It breaks", "ann@example.com", "support"), (_site.Ask<string>("SELECT Subject FROM contact_messages"), _site.Ask<string>("SELECT Email FROM contact_messages"), _site.Ask<string>("SELECT Form FROM contact_messages")));
        Assert.Single(_site.MailsTo("owner@localhost"));
    }

    [Theory]
    [InlineData("topic=bug&what=x&steps=y", "email")]
    [InlineData("email=ann@example.com&topic=other&what=x", "topic")]
    [InlineData("email=ann@example.com&topic=bill&what=x", "number")]
    [InlineData("email=ann@example.com&topic=bug&what=x", "steps")]
    [InlineData("email=ann@example.com&topic=bill&number=1&what=x&via=phone", "phone")]
    [InlineData("email=ann@example.com&topic=bill&topic=bug&number=1&what=x", "topic")]
    public async Task A_step_that_is_left_out_is_shown_with_what_is_wrong_in_it(string fields, string wrong)
    {
        var answer = await PostAsync(fields + "&_step=2");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.EndsWith($"-{wrong}-error", Assert.Single(answer.FindAll(".field-error")).Id, StringComparison.Ordinal);
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_messages"));
    }

    [Fact]
    public async Task What_a_condition_hides_is_decided_by_the_server()
    {
        // The browser claims that there is a telephone number and no wish to be called, and a bill of a bug.
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("email=ann@example.com&topic=bug&what=x&steps=y&phone=090-1234&number=12&source=forged")).Status);
        var answers = AnsweredField.FromJson(_site.Ask<string>("SELECT Answers FROM contact_messages"));
        Assert.DoesNotContain(answers, answer => answer.Name is "phone" or "number");
        Assert.Equal("site", answers.Single(answer => answer.Name == "source").Text);
    }

    [Fact]
    public async Task What_the_form_does_not_define_is_dropped_and_told_in_the_log()
    {
        using var log = new TestLog();
        using var site = new FormSite();
        site.ConfigureServices += services => services.AddSingleton<ILoggerProvider>(log);
        site.Write("support", Definition);
        var answer = await site.Visit().PostAsync(site.PostAddressOf("contact/form", "form=support"), [.. Fields("email=ann@example.com&topic=bug&what=x&steps=y&Place=2&is\u202Eadmin=1")]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(log.Lines, line => line.Contains("support was sent with fields that it does not have, which are dropped: Place", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains('\u202E', StringComparison.Ordinal));
        Assert.DoesNotContain("admin", site.Ask<string>("SELECT Text FROM contact_messages"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_there_is_not_is_the_last_or_the_first()
    {
        foreach (var step in new[] { "99", "-1", "x", "9999999999999999999", "" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync($"email=ann@example.com&_step={step}", "next")).Status);
    }

    [Fact]
    public async Task Who_stands_in_a_step_that_has_become_the_last_meanwhile_stays_there()
    {
        string[] steps = [.. "abc".Select(name => $$"""{ "type": "step", "label": "{{name}}" }, { "type": "text", "name": "{{name}}", "label": "{{name}}" }""")];
        _site.Write("shrunk", $$"""{ "title": "x", "fields": [ {{string.Join(", ", steps)}} ] }""");
        var visitor = _site.Visit();
        var page = await SendAsync(visitor, await _site.OpenFormAsync(visitor, "shrunk"), isHtmx: true, "button[type=submit]", ("a", "1"));
        _site.Write("shrunk", $$"""{ "title": "x", "fields": [ {{string.Join(", ", steps[..2])}} ] }""");
        var last = await SendAsync(visitor, page, isHtmx: true, "button[type=submit]", ("b", "2"));
        Assert.Equal((HttpStatusCode.OK, "Step 2 of 2", "2"), (last.Status, last.Find(".contact-steps").TextContent, last.Find("[name=b]").GetAttribute("value")));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, last, isHtmx: true, "button[type=submit]", ("b", "2"))).Status);
        Assert.Equal("a: 1\nb: 2", _site.Ask<string>("SELECT Text FROM contact_messages"));
    }

    [Theory]
    [InlineData("ann@example.com", true)]
    [InlineData("", false)]
    public async Task An_answer_by_e_mail_is_promised_to_who_gave_an_address(string email, bool isPromised)
    {
        _site.Write("thanks", """{ "title": "x", "fields": [ { "type": "text", "name": "a", "label": "A" }, { "type": "email", "name": "email", "label": "E-mail" } ] }""");
        var answer = await _site.Visit().PostAsync(_site.PostAddressOf("contact/form", "form=thanks"), ("a", "x"), ("email", email));
        Assert.Contains("Your message has arrived", answer.Find(".contact-sent").TextContent, StringComparison.Ordinal);
        Assert.Equal(isPromised, answer.Find(".contact-sent").TextContent.Contains("by e-mail", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hide", "\"do\":\"focus\"")]
    [InlineData("reset", "\"do\":\"reset\"")]
    [InlineData("go", "/thanks")]
    public async Task What_happens_after_it_is_the_owners_choice(string then, string command)
    {
        _site.Write("after", $$"""{ "title": "x", "fields": [ { "type": "text", "name": "a", "label": "A" } ], "after": { "flash": { "en": "Got it!", "ja": "届きました" }, "then": "{{then}}", "page": "/thanks" } }""");
        var visitor = _site.Visit();
        var answer = await visitor.PostAsync(_site.PostAddressOf("contact/form", "form=after"), ("a", "x"));
        Assert.Contains(command, answer.Header("Component-Command"), StringComparison.Ordinal);
        Assert.Empty(answer.FindAll("[name=a][value=x]"));
        // Where the page is left, the next one says it.
        var told = then == "go" ? await visitor.OpenAsync("/contact") : answer;
        Assert.Contains("Got it!", Uri.UnescapeDataString($"{told.Header("Component-Flash")} {told.Html}"), StringComparison.Ordinal);
    }

    private Task<Page> PostAsync(string fields, string handler = "") => _site.Visit().PostAsync(_site.PostAddressOf("contact/form", "form=support", handler), [.. Fields(fields)]);

    private static IEnumerable<(string, string)> Fields(string fields) => fields.Split('&').Select(field => (field.Split('=')[0], field[(field.IndexOf('=') + 1)..]));

    private static IEnumerable<string> NamesOf(Page page) => page.FindAll("contact-fields [name]").Select(control => control.GetAttribute("name")!);

    // As a browser does it: the hidden fields, and the button's own address where it has one.
    private static Task<Page> SendAsync(Visitor visitor, Page page, bool isHtmx, string button, params (string, string)[] fields)
    {
        var (form, pressed) = (page.Find("form[data-component-form]"), page.Find($"form {button}"));
        (string, string)[] all = [.. form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")), .. fields];
        return isHtmx
            ? visitor.PostAsync(pressed.GetAttribute("hx-post") ?? form.GetAttribute("hx-post")!, all)
            : visitor.PostPlainlyAsync(pressed.GetAttribute("formaction") ?? form.GetAttribute("action")!, all);
    }
}
