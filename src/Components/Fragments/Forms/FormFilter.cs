using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>Stands between binding and handler: a form with mistakes never reaches the handler.</summary>
internal static class FormFilter
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, ParameterInfo[] forms, EndpointFilterDelegate next)
    {
        var call = invocation.HttpContext.Features.GetRequiredFeature<FragmentCall>();
        foreach (var parameter in forms)
        {
            // The binder makes nothing of a form that has none of the model's fields, as where the only box is not ticked.
            var form = invocation.Arguments[parameter.Position] ??= Activator.CreateInstance(parameter.ParameterType)!;
            FormValidation.Validate(form, call.Errors, call.Fragment!.L, call.Fragment.Services);
        }

        call.HandlerRan = true;
        if (call.Errors.Count > 0)
            call.Response.Status = StatusCodes.Status422UnprocessableEntity;
        else
            await next(invocation);
        return Results.Empty;
    }
}
