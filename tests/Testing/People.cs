using Components.Packs;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>Makes accounts and signs people in by the site's own pages.</summary>
public static class People
{
    public const string Password = "correct horse battery";

    public static Task<Visitor> VisitAsMemberAsync(this Site site, string name = "Mary") => site.VisitAsAsync(name, null);

    public static Task<Visitor> VisitAsModeratorAsync(this Site site, string name = "Moe") => site.VisitAsAsync(name, Roles.Moderator);

    public static Task<Visitor> VisitAsAdministratorAsync(this Site site, string name = "Ada") => site.VisitAsAsync(name, Roles.Administrator);

    public static string EmailOf(string name) => $"{name.ToLowerInvariant()}@example.com";

    public static async Task AddAccountAsync(this Site site, string name, string? role = null)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<App.Accounts.Account>>();
        var account = new App.Accounts.Account { UserName = EmailOf(name), Email = EmailOf(name), DisplayName = name, EmailConfirmed = true };
        var made = await users.CreateAsync(account, Password);
        if (!made.Succeeded)
            throw new InvalidOperationException(string.Join(" ", made.Errors.Select(error => error.Description)));
        if (role is not null)
            await users.AddToRoleAsync(account, role);
    }

    public static async Task<Page> SignInAsync(this Visitor visitor, string email, string password)
    {
        var page = await visitor.OpenAsync("/account/sign-in");
        return await visitor.SubmitAsync(page.Find("main form[method=post]"), ("Form.Email", email), ("Form.Password", password));
    }

    private static async Task<Visitor> VisitAsAsync(this Site site, string name, string? role)
    {
        await site.AddAccountAsync(name, role);
        var visitor = site.Visit();
        var answer = await visitor.SignInAsync(EmailOf(name), Password);
        return answer.Location is not null ? visitor : throw new InvalidOperationException($"{name} could not sign in: {answer.Status}\n{answer.Html}");
    }
}
