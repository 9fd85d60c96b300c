using System.Globalization;
using AngleSharp.Dom;
using Components.Contact.Forms;
using Components.Contact.Inbox;
using Components.Contact.Mails;
using Components.Data;
using Components.Files;
using Components.Spam;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Testing;

namespace Components.Contact.Tests.Inbox;

/// <summary>A site whose mails stay in the outbox, with messages in its tables, and somebody who may read them.</summary>
public sealed class InboxSite : SiteWithOutbox
{
    public const string Inbox = "/admin/contact/inbox";

    /// <summary>A message as if somebody had sent it.</summary>
    public async Task<long> AddAsync(string subject, string email = "ann@example.com", string form = "contact", DateTimeOffset? at = null, IReadOnlyList<Finding>? findings = null, IReadOnlyList<AnsweredField>? answers = null, bool withMails = false)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
        var time = at ?? Get<TimeProvider>().GetUtcNow();
        var id = at is null ? Get<TimeOrderedId>().Next() : TimeOrderedId.At(time, subject.GetHashCode(StringComparison.Ordinal));
        var message = ContactMessage.Write(id, time, new SentMessage(form, "Contact", email, subject, answers ?? [new AnsweredField("question", ItemType.LongText, "Your question", [subject])], "/contact", "en", "192.0.2.0", findings ?? []));
        db.Add(message);
        if (withMails)
            await scope.ServiceProvider.GetRequiredService<MessageMails>().WriteAsync(FormOf(form), message, [], Texts(scope.ServiceProvider), default);
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>A file that came with a message, with its content in the data directory.</summary>
    public async Task<(Guid Id, string Path)> AddFileAsync(long message, string name, string content)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
        var id = Guid.NewGuid();
        var name32 = id.ToString("N");
        var path = Path.Combine(Get<SiteFolders>().DataDirectory, "uploads", "contact", name32[..2], name32);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);
        db.Add(ContactFile.Of((await db.Messages.FindAsync(message))!, "file", new StoredFile(id, name, "text/html", content.Length, "")));
        await db.SaveChangesAsync();
        return (id, path);
    }

    /// <summary>Uses a service of the pack as a request would.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, IServiceProvider, Task<T>> use) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>(), scope.ServiceProvider);
    }

    public Task<int> DoAsync(InboxAct act, params long[] ids) => UseAsync<MessageDesk, int>((desk, services) => desk.DoAsync(act, ids, Texts(services), default));

    public static IStringLocalizer Texts(IServiceProvider services) => services.GetRequiredService<IStringLocalizerFactory>().Create("Components.Contact.Texts", "Components.Contact");

    public long Count(string sql)
    {
        using var connection = this.OpenDatabase();
        return connection.Ask<long>(sql);
    }

    public string Text(string sql)
    {
        using var connection = this.OpenDatabase();
        return connection.Ask<string>(sql);
    }

    private static FormDefinition FormOf(string id) => new() { Id = id, Title = new LocalText("Contact"), Items = [] };
}

/// <summary>What somebody does in the inbox.</summary>
internal static class InboxSteps
{
    public static IReadOnlyList<string> Lines(this Page page) => [.. page.FindAll(".contact-subject").Select(line => line.TextContent)];

    /// <summary>Presses a button of a form elsewhere in the page, or in it, as htmx does; with a browser's key, as the page's script adds it.</summary>
    public static Task<Page> PressAsync(this Visitor visitor, Page page, string handler, params (string, string)[] fields) =>
        visitor.PostAsync(page.FormOf(handler).GetAttribute("hx-post")!, fields);

    /// <summary>Searches, and follows to what is found.</summary>
    public static async Task<Page> FindAsync(this Visitor visitor, Page page, string words, string form = "") =>
        await visitor.OpenAsync((await visitor.PressPlainlyAsync(page, "find", ("Words", words), ("Form", form))).Location!);

    public static Task<Page> PressPlainlyAsync(this Visitor visitor, Page page, string handler, params (string, string)[] fields) =>
        visitor.PostPlainlyAsync(page.FormOf(handler).GetAttribute("action")!, [.. page.FormOf(handler).QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")), .. fields]);

    public static IElement FormOf(this Page page, string handler) => page.FindAll($"main form[id$='-{handler}'], form[id$='-{handler}']")[0];

    public static string At(long message) => string.Create(CultureInfo.InvariantCulture, $"{InboxSite.Inbox}?message={message}");

    public static string Key(this long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Opens a page as by a click on another page of the site.</summary>
    public static async Task<Page> ClickToAsync(this Visitor visitor, string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("Accept", "text/html"), ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Site", "same-origin"), .. headers])
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }
        return await visitor.SendAsync(request);
    }
}
