using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact.Forms;

/// <summary>Whether the form that a tag names is there.</summary>
internal static class FormTagCheck
{
    /// <returns>What is wrong, for the site's owner; null: it is there.</returns>
    public static string? ProblemOf(IServiceProvider services, string id)
    {
        var forms = services.GetRequiredService<FormStore>();
        if (id == FormStore.DefaultId || forms.IsFile(id))
            return null;
        using var scope = services.CreateScope();
        return IsStored(scope.ServiceProvider.GetRequiredService<ContactDb>(), id) ? null
            : $"There is no form '{id}'. It would be the file {id}{FormStore.Ending} in {forms.Folder}, or a form that was made in the admin area and put live.";
    }

    // Before the first start there is no database, and so no form in it.
    private static bool IsStored(ContactDb db, string id)
    {
        try
        {
            return db.Forms.Any(form => form.Id == id && form.Json != "");
        }
        catch (DbException)
        {
            return false;
        }
    }
}
