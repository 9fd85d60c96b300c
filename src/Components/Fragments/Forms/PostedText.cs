using System.Net;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>Reads a form, and refuses what no browser sends as text and no database should keep: NUL, and bytes that are not UTF-8 (they arrive as U+FFFD).</summary>
internal static class PostedText
{
    private const int BufferedInMemory = 262_144;

    /// <exception cref="BadHttpRequestException">It is no form, or a name or value holds such a character (400); or it is too large (413).</exception>
    /// <exception cref="InvalidDataException">It is no form, or has too many fields.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            throw new BadHttpRequestException($"'{request.ContentType}' is not a form.", StatusCodes.Status400BadRequest);
        var isEscaped = !request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
        if (isEscaped)
            request.EnableBuffering(BufferedInMemory);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        foreach (var (name, values) in form)
            foreach (var text in values)
                if (IsBroken(name) || IsBroken(text))
                    throw new BadHttpRequestException($"The field '{name}' holds characters that are not text.", StatusCodes.Status400BadRequest);
        if (isEscaped && form.Any(HasPercent) && !await IsUtf8Async(request))
            throw new BadHttpRequestException("The form holds escapes that are not UTF-8.", StatusCodes.Status400BadRequest);
        // A form with nothing in it (one box, not ticked) has no body, and would not be bound.
        request.HttpContext.Features.Set<IHttpRequestBodyDetectionFeature>(new FormIsBody());
        return form;
    }

    private static bool HasPercent(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field) =>
        field.Key.Contains('%', StringComparison.Ordinal) || field.Value.ToString().Contains('%', StringComparison.Ordinal);

    /// <summary>The framework leaves an escape that is not UTF-8 as it stands ("%FF"), as if somebody had typed it; only the body itself tells.</summary>
    private static async Task<bool> IsUtf8Async(HttpRequest request)
    {
        request.Body.Position = 0;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return Utf8.IsValid(WebUtility.UrlDecodeToBytes(body.GetBuffer(), 0, (int)body.Length));
    }

    private static bool IsBroken(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (text[i] is '\0' or '\uFFFD')
                return true;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }

    private sealed class FormIsBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
