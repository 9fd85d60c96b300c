using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>Goes through all that a site's owner and visitors see of contact forms, whatever the language, and stops at each state.</summary>
internal sealed class ContactWalk(FormSite site, Tab ann, Tab ada, string id, Func<string, Tab, Task> lookAsync)
{
    private const string Save = ".contact-editor button[type=submit]";

    public async Task FillInAsync()
    {
        ann.ExpectsFailedRequests = true;
        await ann.GoAsync(SupportSteps.Address);
        await lookAsync("form", ann);
        await ann.Find("form[data-draft]").EvaluateAsync("form => { form.noValidate = true; }");
        await NextAsync(ann, ".field-error");
        await lookAsync("form-mistakes", ann);
        await ann.Find("[name=topic][value=order]").CheckAsync();
        await ann.Find("[name=order]").FillAsync("AB-123456");
        await ann.Find("[name=summary]").FillAsync($"It does not start ({id})");
        await lookAsync("form-condition", ann);
        await NextAsync(ann, "[name=details]");
        await ann.Find("[name=details]").FillAsync("The lamp is on, and nothing moves.\nIt did yesterday.");
        await lookAsync("form-step", ann);
        await NextAsync(ann, "[name=pictures]");
        await ann.Find("[name=email]").FillAsync("ann@example.com");
        await ann.Find("[name=privacy]").CheckAsync();
        await ann.Find("[name=pictures]").SetInputFilesAsync([SupportSteps.File("lamp.png", await ann.PictureAsync()), SupportSteps.File("a-film-of-the-lamp-that-is-far-too-long.png", new byte[2_400_000])]);
        await lookAsync("form-files", ann);
        await ann.Find(".component-chosen li:nth-child(2) button").ClickAsync();
        await NextAsync(ann, ".contact-sent");
        await lookAsync("form-sent", ann);
    }

    public async Task BuildAsync()
    {
        ada.ExpectsFailedRequests = true;
        await ada.GoAsync("/admin/contact/forms");
        await lookAsync("forms", ada);
        await ada.Find("form[action*='/new.html'] [name=Title]").FillAsync("Support");
        await ada.Find("form[action*='/new.html'] [name=Id]").FillAsync(id);
        await ada.Find("form[action*='/new.html'] button[type=submit]").ClickAsync();
        await ada.ArrivedAsync(".contact-builder");
        await AddAsync("Choice");
        await ada.Find("[name=Options]").FillAsync("order | An order | ご注文\nother | Something else | その他");
        await ada.Find("[name=Name]").FillAsync("topic");
        await ada.Find("[name=Label]").FillAsync("Topic");
        await ada.Find("[name=LabelJa]").FillAsync("種類");
        await ada.Find(Save).ClickAsync();
        await Expect(ada.Find(".contact-editor")).ToHaveCountAsync(0);
        await AddAsync("Text");
        await ada.Find("[name=Label]").FillAsync("Order number");
        await ada.Find("[name=LabelJa]").FillAsync("注文番号");
        await ada.Find("[name=ShowWhen]").SelectOptionAsync("all");
        await ada.Find("[name=WhenField]").First.SelectOptionAsync("topic");
        await ada.Find("[name=WhenValue]").First.FillAsync("order");
        await lookAsync("builder-item", ada);
        await ada.Find("[name=Name]").FillAsync("1");
        await ada.Find(Save).ClickAsync();
        await Expect(ada.Find(".contact-editor .field-error")).ToBeVisibleAsync();
        await lookAsync("builder-mistake", ada);
        await ada.Find("[name=Name]").FillAsync("order");
        await ada.Find(Save).ClickAsync();
        await Expect(ada.Find(".contact-editor")).ToHaveCountAsync(0);
        await ada.Find(".contact-preview [name=topic][value=order]").CheckAsync();
        await lookAsync("builder", ada);
        await AddAsync("Step");
        await lookAsync("builder-broken", ada);
        await ada.GoAsync($"/admin/contact/forms");
        await ada.Find(".contact-forms a[href*='/preview.html']").First.ClickAsync();
        await Expect(ada.Find(".contact-preview")).ToBeVisibleAsync();
        await lookAsync("preview", ada);
    }

    public async Task ReadAsync()
    {
        await ada.GoAsync("/admin/contact/inbox");
        await lookAsync("inbox", ada);
        await site.TriedAsync();
        await ada.Find(".contact-subject", $"({id})").ClickAsync();
        await Expect(ada.Find(".contact-message h2")).ToBeVisibleAsync();
        await lookAsync("message", ada);
    }

    private async Task AddAsync(string type)
    {
        await ada.Find("form.contact-add select").SelectOptionAsync(type);
        await ada.Find("form.contact-add button").ClickAsync();
        await Expect(ada.Find(".contact-editor")).ToBeVisibleAsync();
    }

    private static async Task NextAsync(Tab tab, string what)
    {
        await tab.Find(".contact-buttons button:not(.quiet)").ClickAsync();
        await Expect(tab.Find(what).First).ToBeVisibleAsync();
    }
}
