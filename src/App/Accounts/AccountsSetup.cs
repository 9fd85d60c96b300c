using System.Security.Claims;
using App.Accounts.External;
using Components;
using Components.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>ASP.NET Core Identity on the site's database, with cookies that survive a restart.</summary>
internal static class AccountsSetup
{
    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies();
        authentication.AddProviders(configuration);
        services.AddIdentityCore<Account>(Configure)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AccountsDb>()
            .AddUserStore<AccountStore>()
            .AddUserValidator<NameRule>()
            .AddClaimsPrincipalFactory<NamedPrincipalFactory>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(Configure);
        services.AddPackDatabase<AccountsDb>("accounts");
        services.AddScoped<IMembers, Members>();
        services.AddHostedService<NameKeys>();
        services.AddSingleton<SetupLink>();
        services.AddHostedService(provider => provider.GetRequiredService<SetupLink>());
        services.AddSingleton<MailAllowance>();
        services.AddScoped<AccountMails>();
        services.AddScoped<Registration>();
        services.AddScoped<SignInCheck>();
        services.AddOptions<KeyManagementOptions>().Configure<SiteFolders, ILoggerFactory>((keys, folders, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folders.Data("cookie-keys")), logs));
        services.AddOptions<DataProtectionOptions>().Configure<IOptions<SiteOptions>>((protection, site) => protection.ApplicationDiscriminator = site.Value.Id);
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapProviders();
        app.MapPost("/account/sign-out", async (HttpContext http, SignInManager<Account> signIn, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect(LocalUrl.OrElse(returnUrl, "/"));
        });
    }

    private static void Configure(IdentityOptions options)
    {
        // Length counts; rules about kinds of characters only make people write passwords down.
        options.Password = new PasswordOptions { RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
        options.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = null!;
        options.SignIn.RequireConfirmedEmail = true;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "site-account";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.LoginPath = "/account/sign-in";
        cookie.AccessDeniedPath = "/account/denied";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
    }

    /// <summary>Adds the display name, which is what packs show.</summary>
    private sealed class NamedPrincipalFactory(UserManager<Account> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account, IdentityRole>(users, roles, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim("name", user.DisplayName));
            return identity;
        }
    }
}
