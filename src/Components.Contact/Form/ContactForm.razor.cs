using Components.Data;
using Components.Embedding;
using Components.Fragments;
using Components.Mail;
using Components.Responses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Components.Contact.Form;

/// <summary>Asks for an address and a question. The message is kept first; its mail goes out from the outbox.</summary>
[Fragment("contact/form", Title = "Contact form"), Embeddable]
public sealed partial class ContactForm(ContactDb db, IOptions<ContactOptions> options, TimeOrderedId ids, TimeProvider clock) : Fragment
{
    /// <summary>Keeps a message and its mail, in one transaction, and once: whoever sends it again is thanked again.</summary>
    public async Task OnPostAsync([FromForm] ContactQuestion form)
    {
        if (await Once.FindAsync(db) is null)
            await KeepAsync(form.Email!, form.Question!);
        Response.Flash(L["Thank you. Your message has arrived, and we will answer by e-mail."]);
        Response.Command(Command.Hide());
        Response.Command(Command.Focus("component-flash"));
    }

    private async Task KeepAsync(string email, string question)
    {
        var now = clock.GetUtcNow();
        var mail = OutboxMail.Write(ids.Next(), now, options.Value.To, L["Question from {0}", email], $"{question}\n\n-- \n{email}\n{HostPage}\n", replyTo: email);
        db.Add(mail);
        db.Add(ContactMessage.Write(ids.Next(), now, email, question, HostPage, mail));
        await Once.SaveAsync(db);
    }
}
