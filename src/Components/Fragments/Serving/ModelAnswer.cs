using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>Writes a fragment's model as JSON, and refusals as RFC 9457 says.</summary>
internal static class ModelAnswer
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // Still escapes what HTML would read.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static async Task WriteAsync(HttpContext http, FragmentCall call)
    {
        var answer = call.Response;
        if (answer.Status >= 400)
        {
            await RefuseAsync(http, new Refusal(answer.Status.Value, answer.Message?.Text ?? "There is nothing here.", ""));
            return;
        }
        http.Response.Headers[Responses.ComponentHeaders.Fragment] = call.Url.Fragment.Id;
        var text = JsonSerializer.SerializeToUtf8Bytes(call.Model, Json);
        if (http.RequestServices.GetRequiredService<EntityTags>().Apply(http, text))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(text, http.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = "application/problem+json";
        var problem = new ProblemDetails { Status = refusal.Status, Title = CoreTexts.In(http.RequestServices)[refusal.Text] };
        if (refusal.Status is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound && refusal.Reason.Length > 0)
            problem.Detail = refusal.Reason;
        return http.Response.WriteAsync(JsonSerializer.Serialize(problem, Json), http.RequestAborted);
    }
}
