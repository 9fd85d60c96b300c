using System.Collections.Frozen;
using Components.Caching;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Admission;

/// <summary>
/// Refuses in front of everything else who could only be refused by the <see cref="AdmissionGate"/>: who asks for a fragment while nobody can even wait, and is not signed in. Of those there are many at such a time, and
/// what each of them costs, those who are served must wait for.
/// </summary>
internal sealed class QuickRefusal(RequestDelegate next, AdmissionGate gate, CacheGate visitors, FragmentRegistry fragments, CrowdedAnswer refusal, CrowdLog log)
{
    private readonly FrozenDictionary<string, FragmentRoute> _routes = fragments.All.SelectMany(FragmentRoute.AllOf).ToFrozenDictionary(route => route.Path, StringComparer.Ordinal);

    private SignIn? _signIn;

    /// <summary>By which cookie the application knows people; null: it does so in another way, which is not known here.</summary>
    private sealed record SignIn(string? Cookie);

    public Task InvokeAsync(HttpContext http) =>
        gate.IsOn && gate.Reading.IsFull && Lanes.IsReading(http.Request) && _routes.TryGetValue(http.Request.Path.Value ?? "", out var route) ? LookAsync(http, route) : next(http);

    private async Task LookAsync(HttpContext http, FragmentRoute route)
    {
        _signIn ??= await FindSignInAsync(http.RequestServices);
        if (IsNobody(http.Request, _signIn) && refusal.Find(http, route) is { } answer && gate.Reading.TryRefuse())
        {
            log.Count();
            await refusal.WriteAsync(http, route, answer);
        }
        else
        {
            await next(http);
        }
    }

    // Whether they are an administrator is found out later, and those are never refused.
    private bool IsNobody(HttpRequest request, SignIn signIn)
    {
        if (signIn.Cookie is null || visitors.SaysWho(request))
            return false;
        var cookies = new CookieReader(request.Headers.Cookie);
        while (cookies.Read())
            if (cookies.Name.Equals(signIn.Cookie, StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }

    private static async Task<SignIn> FindSignInAsync(IServiceProvider services)
    {
        if (services.GetService<IAuthenticationSchemeProvider>() is not { } schemes)
            return new SignIn(null);
        var scheme = await schemes.GetDefaultAuthenticateSchemeAsync();
        return new SignIn(scheme?.HandlerType == typeof(CookieAuthenticationHandler) ? services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme.Name).Cookie.Name : null);
    }
}
