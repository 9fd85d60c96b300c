using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>Stands between binding and handler: a form with mistakes never reaches the handler.</summary>
internal static class FormFilter
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, int[] forms, EndpointFilterDelegate next)
    {
        var call = invocation.HttpContext.Features.GetRequiredFeature<FragmentCall>();
        foreach (var position in forms)
            if (invocation.Arguments[position] is { } form)
                FormValidation.Validate(form, call.Errors, call.Fragment!.L, call.Fragment.Services);

        call.HandlerRan = true;
        if (call.Errors.Count > 0)
            call.Response.Status = StatusCodes.Status422UnprocessableEntity;
        else
            await next(invocation);
        return Results.Empty;
    }
}
