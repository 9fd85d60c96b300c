using Components;
using Components.Responses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace App.Accounts.External;

/// <summary>One authentication scheme for each provider that the owner configured.</summary>
internal static partial class ProvidersSetup
{
    /// <summary>Where the page that started it is kept on the way to the provider and back.</summary>
    public const string ReturnUrl = "returnUrl";

    public static void AddProviders(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var services = authentication.Services;
        // Bound one by one: the binder leaves out an entry of a dictionary that it cannot read, and says nothing.
        services.AddOptionsWithValidateOnStart<AccountsOptions>().Configure<IConfiguration>((options, settings) =>
        {
            foreach (var section in settings.GetSection("Accounts:OAuth").GetChildren())
                options.OAuth[section.Key] = section.Get<OAuthProvider>() ?? new();
        }).ValidateDataAnnotations();
        services.AddSingleton<ProviderTickets>();
        services.AddScoped<Joining>();
        // Time to choose a name, and to open a mail.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme, cookie => (cookie.Cookie.Name, cookie.ExpireTimeSpan) = ("site-external", TimeSpan.FromMinutes(30)));
        foreach (var section in configuration.GetSection("Accounts:OAuth").GetChildren().Where(section => AccountsOptions.IsGoodId(section.Key)))
        {
            var id = section.Key;
            authentication.AddOAuth<OAuthOptions, ProviderHandler>(id, section[nameof(OAuthProvider.Title)] ?? id, _ => { });
            services.AddOptions<OAuthOptions>(id).Configure<IOptions<AccountsOptions>>((options, accounts) => Configure(options, id, accounts.Value.OAuth[id]));
        }
    }

    private static void Configure(OAuthOptions options, string id, OAuthProvider provider)
    {
        options.ClientId = provider.ClientId!;
        options.ClientSecret = provider.ClientSecret!;
        options.AuthorizationEndpoint = provider.AuthorizationEndpoint!;
        options.TokenEndpoint = provider.TokenEndpoint!;
        options.UserInformationEndpoint = provider.UserInformationEndpoint!;
        options.UsePkce = provider.UsePkce;
        options.CallbackPath = $"/account/external/{id}/callback";
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        // The provider sends people back by a link, which Lax lets through; None, the default, would want https, which a site at home has not.
        (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);
        options.Events.OnAccessDenied = context =>
        {
            context.HandleResponse();
            GoBack(context.HttpContext, context.Properties, texts => texts["You did not allow {0} to sign you in here. Nothing has changed.", provider.Title!], FlashLevel.Info);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            Log.Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<ProviderHandler>>(), id, context.Failure);
            context.HandleResponse();
            GoBack(context.HttpContext, context.Properties, texts => texts["Signing in with {0} did not work. Please try again, or sign in another way.", provider.Title!], FlashLevel.Error);
            return Task.CompletedTask;
        };
    }

    // Both events end the request by themselves, but have no common base that says so.
    private static void GoBack(HttpContext http, AuthenticationProperties? properties, Func<IStringLocalizer<Texts>, string> message, FlashLevel level)
    {
        var services = http.RequestServices;
        services.GetRequiredService<FlashCookie>().Keep(http, new Flash(level, message(services.GetRequiredService<IStringLocalizer<Texts>>())));
        var isLinking = properties?.Items.ContainsKey("XsrfId") == true;
        var returnUrl = LocalUrl.OrElse(properties?.Items.TryGetValue(ReturnUrl, out var kept) == true ? kept : null, "/");
        http.Response.Redirect(isLinking ? "/account/ways-in" : $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Signing in by {Provider} failed")]
        public static partial void Failed(ILogger logger, string provider, Exception? reason);
    }
}
