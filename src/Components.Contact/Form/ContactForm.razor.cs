using Components.Data;
using Components.Fragments;
using Components.Mail;
using Components.Responses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Components.Contact.Form;

/// <summary>Asks for an address and a question. The message is kept first; its mail goes out from the outbox.</summary>
[Fragment("contact/form", Title = "Contact form")]
public sealed partial class ContactForm(ContactDb db, IOptions<ContactOptions> options, TimeOrderedId ids, TimeProvider clock) : Fragment
{
    /// <summary>Keeps a message and its mail, in one transaction.</summary>
    public async Task OnPostAsync([FromForm] ContactQuestion form)
    {
        var now = clock.GetUtcNow();
        var mail = OutboxMail.Write(ids.Next(), now, options.Value.To, L["Question from {0}", form.Email!], $"{form.Question}\n\n-- \n{form.Email}\n{HostPage}\n", replyTo: form.Email);
        db.Add(mail);
        db.Add(ContactMessage.Write(ids.Next(), now, form.Email!, form.Question!, HostPage, mail));
        await db.SaveChangesAsync(Aborted);
        Response.Flash(L["Thank you. Your message has arrived, and we will answer by e-mail."]);
        Response.Command(Command.Hide());
        Response.Command(Command.Focus("component-flash"));
    }
}
