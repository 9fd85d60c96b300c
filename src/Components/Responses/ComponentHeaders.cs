using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Components.Responses;

/// <summary>The headers that the engine adds to an answer. JSON with everything beyond ASCII escaped, since headers carry no more.</summary>
internal static class ComponentHeaders
{
    /// <summary>Says which fragment answered. The client swaps nothing in that does not bear it.</summary>
    public const string Fragment = "Component-Fragment";

    /// <summary>The id of the element inside of the fragment that is replaced, in place of all of it. Not htmx's own header: what has left the page meanwhile is for the client to judge.</summary>
    public const string Place = "Component-Place";

    public const string FlashName = "Component-Flash";
    private const string CommandName = "Component-Command";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(HttpResponse response, FragmentResponse answer)
    {
        if (answer.Message is { } flash && !LocalUrl.IsLocal(answer.PageRedirect))
            response.Headers[FlashName] = Serialize(flash);
        var commands = answer.PageRedirect is { } url ? [.. answer.Commands, Command.Redirect(url)] : answer.Commands;
        if (commands.Count > 0)
            response.Headers[CommandName] = JsonSerializer.Serialize(commands, Json);
    }

    public static string Serialize(Flash flash) => JsonSerializer.Serialize(flash, Json);

    public static Flash? Deserialize(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Flash>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
