using Components.Admission;
using Components.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Spam;

/// <summary>The part of the two lines that is about spam.</summary>
internal static class SpamSetup
{
    public static void AddSpam(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<SpamOptions>().BindConfiguration("Spam").ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<AkismetOptions>().BindConfiguration("Spam:Akismet").ValidateDataAnnotations();
        services.AddSingleton<Misbehaviour>();
        services.AddSingleton<ProofOfWork>();
        services.AddSingleton<ChallengeEndpoint>();
        services.AddSingleton<Akismet>();
        services.AddSingleton<SpamJudge>();
        services.AddSingleton<RuleSets>();
        services.AddScoped(provider => new CurrentRules(provider.GetRequiredService<PlainReads>(), provider.GetRequiredService<RuleSets>()));
        services.AddSingleton<SubmissionLimiter>();
        services.AddPackDatabase<SpamDb>(SpamDb.Prefix);
        services.AddSingleton<AkismetReports>();
        // A redirect would send the key to somebody else.
        services.AddHttpClient(Akismet.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public static void MapSpam(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<ChallengeEndpoint>();
        // Who is to write needs one first.
        routes.MapGet(ChallengeEndpoint.Route, (HttpContext http) => endpoint.AnswerAsync(http)).WithMetadata(new LaneAttribute(Lane.Posting));
    }
}
