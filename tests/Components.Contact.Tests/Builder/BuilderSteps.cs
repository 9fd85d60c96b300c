using System.Net;
using AngleSharp.Dom;
using Components.Contact.Forms;
using Components.Contact.Tests.Form;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Contact.Tests.Builder;

/// <summary>What an owner does in the builder, as a browser without JavaScript does it.</summary>
internal static class BuilderSteps
{
    public const string Forms = "/admin/contact/forms";

    /// <summary>Makes a form and comes to its builder.</summary>
    public static async Task<Page> MakeAsync(this Visitor owner, string id, string title = "Title")
    {
        var made = await owner.SubmitAsync((await owner.OpenAsync(Forms)).FormOf("new"), ("Id", id), ("Title", title));
        Assert.Equal(HttpStatusCode.SeeOther, made.Status);
        return await owner.OpenAsync(made.Location!);
    }

    public static IElement FormOf(this Page page, string handler) => page.Find($"form[action*='/{handler}.html?']");

    /// <summary>Sends a form of the builder and follows it to where it leads.</summary>
    public static async Task<Page> DoAsync(this Visitor owner, Page builder, string handler, params (string Name, string Value)[] fields)
    {
        var answer = await owner.SubmitAsync(builder.FormOf(handler), fields);
        return answer.Status == HttpStatusCode.SeeOther ? await owner.OpenAsync(answer.Location!) : answer;
    }

    /// <summary>Opens the settings of a line.</summary>
    public static Task<Page> ChangeAsync(this Visitor owner, Page builder, string label) =>
        owner.OpenAsync(builder.FindAll(".contact-line a").First(link => link.GetAttribute("aria-label") == $"Change “{label}”").GetAttribute("href")!);

    /// <summary>Saves the open settings: as they are shown, with some of them changed.</summary>
    public static Task<Page> SaveAsync(this Visitor owner, Page builder, string handler, params (string Name, string Value)[] changes)
    {
        var shown = builder.FormOf(handler).QuerySelectorAll("input:not([type=hidden]), select, textarea").Where(control => control.GetAttribute("type") != "checkbox" || control.HasAttribute("checked"))
            .Select(control => (Name: control.GetAttribute("name")!, Value: ValueOf(control))).Where(control => !changes.Any(change => change.Name == control.Name));
        return owner.DoAsync(builder, handler, [.. shown, .. changes.Where(change => change.Value != "(unticked)")]);
    }

    public static IEnumerable<string> Names(this Page builder) => builder.FindAll(".contact-line > .meta > code").Select(name => name.TextContent);

    /// <summary>The form as visitors have it.</summary>
    public static async Task<FormDefinition?> LiveFormAsync(this Site site, string id)
    {
        using var scope = site.Services.CreateScope();
        return (await site.Get<FormStore>().FindAsync(id, scope.ServiceProvider.GetRequiredService<ContactDb>(), default))?.Form;
    }

    /// <summary>The form as it is worked on.</summary>
    public static FormDefinition Draft(this Site site, string id) => FormReader.ReadDraft(id, site.Ask<string>($"SELECT COALESCE(Draft, Json) FROM contact_forms WHERE Id = '{id}'")).Form!;

    private static string ValueOf(IElement control) => control.LocalName switch
    {
        "textarea" => control.TextContent,
        "select" => (control.QuerySelector("option[selected]") ?? control.QuerySelector("option"))!.GetAttribute("value") ?? "",
        _ => control.GetAttribute("value") ?? "",
    };
}
