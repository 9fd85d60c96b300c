using Components.Data;
using Components.Files;
using Components.Fragments.Overlay;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>One request to one fragment, after it has been verified: what is asked, what was posted, and the answer as it grows.</summary>
internal sealed class FragmentCall(HttpContext http, AskedAddress asked, AnswerKind kind, FragmentHandler? handler)
{
    public FragmentUrl Url { get; } = asked.Url;

    /// <summary>The parameters as they were read, by property name.</summary>
    public Dictionary<string, object?> Values { get; } = asked.Values;

    public AnswerKind Kind { get; } = kind;

    /// <summary>Null for GET.</summary>
    public FragmentHandler? Handler { get; } = handler;

    public FragmentResponse Response { get; } = new(asked.Url.Origin);

    public FormErrors Errors { get; } = new();

    /// <summary>What was posted, as it came; null for GET and where it could not be read.</summary>
    public IFormCollection? Form { get; set; }

    /// <summary>The instance that answers; null until the renderer has made it.</summary>
    public Fragment? Fragment { get; private set; }

    /// <summary>Where the model is asked for: what the fragment gave.</summary>
    public object? Model { get; set; }

    /// <summary>What the fragment costs; null where that is nobody's business.</summary>
    public FragmentCost? Cost { get; set; }

    /// <summary>Set by the filter once the arguments were bound.</summary>
    public bool HandlerRan { get; set; }

    /// <summary>A partial answer that only says what went wrong: what stands in the page, and what was typed there, is left as it is.</summary>
    public bool IsRefusal => Handler is not null && Response.Status is >= 400 and not StatusCodes.Status422UnprocessableEntity;

    /// <summary>Whether the content is needed for the answer, so that it is worth reading and rendering.</summary>
    public bool HasView => Response.HasView && !(IsRefusal && Kind == AnswerKind.Partial);

    public async Task RunHandlerAsync(Fragment fragment)
    {
        if (Handler is null || Response.Status is not null)
            return;
        Fragment = fragment;
        var requestServices = http.RequestServices;
        // A handler's service parameters come from the fragment's own scope, like its constructor's.
        http.RequestServices = fragment.Services;
        try
        {
            await Handler.Bind(http);
            if (!HandlerRan)
                Response.Fail(http.Response.StatusCode >= 400 ? http.Response.StatusCode : StatusCodes.Status400BadRequest, Text("The form could not be read."));
            else if (fragment.HasConflict)
                Response.Replace(StatusCodes.Status409Conflict, Text("This form was sent before with other words, and those have arrived. What you see now was not sent; to send it too, send it once more."));
        }
        // A file that was refused and a handler that must have one: the refusal says it better.
        catch (BadHttpRequestException) when (Errors.Count > 0)
        {
            Response.Status = StatusCodes.Status422UnprocessableEntity;
        }
        catch (BadHttpRequestException e)
        {
            FragmentLog.BadForm(fragment.Services, Url.Fragment.Id, e.Message);
            Response.Fail(e.StatusCode, Text("The form could not be read."));
        }
        catch (UploadStorageException e)
        {
            FragmentLog.NoRoom(fragment.Services, Url.Fragment.Id, e.Message);
            Response.Replace(StatusCodes.Status503ServiceUnavailable, Text("This could not be saved just now. Please try again in a moment; what you wrote is still here."));
        }
        catch (Exception e) when (fragment.Services.GetService<IDatabase>()?.IsUnavailable(e) == true)
        {
            FragmentLog.Unavailable(fragment.Services, Url.Fragment.Id, e);
            Response.Fail(StatusCodes.Status503ServiceUnavailable, Text("This could not be saved just now. Please try again in a moment; what you wrote is still here."));
        }
        finally
        {
            http.RequestServices = requestServices;
            http.Response.StatusCode = StatusCodes.Status200OK;
        }

        string Text(string key) => CoreTexts.In(fragment.Services)[key];
    }
}
