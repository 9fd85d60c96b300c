using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Admission;

/// <summary>Lets an application refuse in time what is too much, so that it serves the rest as fast as ever.</summary>
public static class AdmissionSetup
{
    /// <summary>
    /// Lets so many requests be worked on at once as <see cref="AdmissionOptions"/> says; others wait for a moment, and are then answered with 503, <c>Retry-After</c> and words: in a fragment's box, or
    /// on a plain page. It stands behind what is cheap (the cache of answers, static files), behind the routing and behind the authentication, since administrators and moderators are never
    /// refused, and before all the rest. Without it nobody is refused.
    /// </summary>
    public static IApplicationBuilder UseAdmission(this IApplicationBuilder app)
    {
        var gate = app.ApplicationServices.GetRequiredService<AdmissionGate>();
        gate.TurnOn();
        return app.Use((http, next) => gate.PassAsync(http, next));
    }

    /// <summary>
    /// Refuses those at once who ask for a fragment, are not signed in by a cookie, and could only be refused by <see cref="UseAdmission"/>, which must be there too: that costs half as much. It stands near the beginning, behind
    /// <see cref="Caching.CachingSetup.UseAnswerCache"/>. Left to <see cref="UseAdmission"/> is everybody where the default scheme is no cookie, and whoever brings that cookie, <c>Authorization</c>, one of
    /// <see cref="Caching.CacheOptions.PersonalHeaders"/> or a certificate.
    /// </summary>
    public static IApplicationBuilder UseQuickRefusal(this IApplicationBuilder app) => app.UseMiddleware<QuickRefusal>();

    /// <summary>
    /// Waits for something that is not done by this server, such as an answer of another one, and lets other requests go on meanwhile. Without it the request counts among those that are
    /// being worked on (<see cref="AdmissionOptions.AtOnce"/>) until <see cref="AdmissionOptions.LongestHold"/> is over.
    /// </summary>
    /// <param name="http">The request that is being answered.</param>
    /// <param name="wait">What takes long. What it throws is thrown.</param>
    /// <returns>What it returns.</returns>
    public static async Task<T> StepAsideAsync<T>(this HttpContext http, Func<Task<T>> wait)
    {
        var permit = Permit.Of(http);
        permit?.Leave();
        try
        {
            return await wait();
        }
        finally
        {
            if (permit is not null)
                await permit.ReturnAsync();
        }
    }

    internal static void AddAdmission(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<AdmissionOptions>().BindConfiguration("Components:Admission").ValidateDataAnnotations();
        services.AddSingleton<CrowdedAnswer>();
        services.AddSingleton<CrowdLog>();
        services.AddSingleton<AdmissionGate>();
    }
}
