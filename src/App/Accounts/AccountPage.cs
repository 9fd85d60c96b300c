using Components;
using Components.Admission;
using Components.Data;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Accounts;

/// <summary>What the account pages share: errors by field, where to go back to, how often one may try, and answers that take the same time whatever they found.</summary>
[Lane(Lane.Posting)]
public abstract class AccountPage : ComponentBase
{
    private static readonly TimeSpan Steady = TimeSpan.FromMilliseconds(400);

    [Inject] protected IServiceProvider Services { get; set; } = null!;

    [Inject] protected IStringLocalizer<Texts> L { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "returnUrl")] protected string? GivenReturnUrl { get; set; }

    protected FormErrors Errors { get; } = new();

    /// <summary>A path on this site; the home page where the address names none.</summary>
    protected string ReturnUrl => LocalUrl.OrElse(GivenReturnUrl, "/");

    /// <summary>Checks a form, and that it is not sent too often. The answer to false is the form with its errors.</summary>
    protected bool IsGood(object form)
    {
        if (Services.GetRequiredService<PostLimiter>().Count(Http) is { } wait)
        {
            Http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Fail(StatusCodes.Status429TooManyRequests, L["You are trying very often. Please wait a moment."]);
        }
        FormValidation.Validate(form, Errors, L, Services);
        if (Errors.Count == 0)
            return true;
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return false;
    }

    protected bool Fail(int status, string message, string field = "")
    {
        Http.Response.StatusCode = status;
        Errors.Add(field, message);
        return false;
    }

    protected bool FailForName(string field = "Name") =>
        Fail(StatusCodes.Status422UnprocessableEntity, L["Somebody else has this name, or one that looks like it. Please choose another."], field);

    /// <summary>Says something on the next page, and goes there.</summary>
    protected void GoTo(string url, string message, FlashLevel level = FlashLevel.Success)
    {
        Services.GetRequiredService<FlashCookie>().Keep(Http, new Flash(level, message));
        Navigation.NavigateTo(url);
    }

    /// <summary>Does the work and answers no earlier than the steady time, so that the time tells nothing. Where the database is not available, the answer is 503 with the form.</summary>
    protected async Task<bool> SteadilyAsync(Func<Task<bool>> work)
    {
        var floor = Task.Delay(Steady, Services.GetRequiredService<TimeProvider>(), Http.RequestAborted);
        var isDone = await OrUnavailableAsync(work);
        await floor;
        return isDone;
    }

    private async Task<bool> OrUnavailableAsync(Func<Task<bool>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Services.GetRequiredService<IDatabase>().IsUnavailable(e))
        {
            Http.Response.Headers.RetryAfter = "10";
            return Fail(StatusCodes.Status503ServiceUnavailable, L["This could not be saved just now. Please try again in a moment; what you wrote is still here."]);
        }
    }
}
