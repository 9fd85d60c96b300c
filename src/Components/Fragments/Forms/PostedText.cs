using System.Net;
using System.Text.Unicode;
using Components.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>Reads a form, and refuses what no browser sends as text and no database should keep: NUL, and bytes that are not UTF-8 (they arrive as U+FFFD).</summary>
internal static class PostedText
{
    private const int MostInMemory = 262_144;
    private const int LeastInMemory = 1024;
    private const int MostFields = 1024;

    /// <param name="request">The request.</param>
    /// <param name="uploads">Takes the files in it, and knows how large it may be.</param>
    /// <exception cref="BadHttpRequestException">It is no form, or a name or value holds such a character (400); or it is larger than allowed or has too many fields (413).</exception>
    /// <exception cref="InvalidDataException">It is no form.</exception>
    /// <exception cref="IOException">It ends too early.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, Uploads uploads)
    {
        var isEscaped = request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true;
        var limit = isEscaped ? uploads.MaxFieldBytes : uploads.MaxBodyBytes;
        // Servers refuse it as well, but not all of them, and a length that is stated need not be read.
        if (request.ContentLength > limit)
            throw TooLarge($"The form has {request.ContentLength} bytes, more than {limit}.");
        if (!request.HasFormContentType)
            throw new BadHttpRequestException($"'{request.ContentType}' is not a form.", StatusCodes.Status400BadRequest);
        var form = isEscaped ? await ReadEscapedAsync(request, limit) : await ReadPartsAsync(request, uploads);
        if (form.Sum(field => field.Value.Count) + form.Files.Count > MostFields)
            throw TooLarge($"The form has more than {MostFields} fields.");
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

    private static Task<IFormCollection> ReadEscapedAsync(HttpRequest request, long limit)
    {
        // A buffer of this size is borrowed at once, however short the body is.
        request.EnableBuffering((int)Math.Clamp(request.ContentLength ?? MostInMemory, LeastInMemory, MostInMemory));
        LiftLimits(request, limit);
        return request.ReadFormAsync(request.HttpContext.RequestAborted);
    }

    private static async Task<IFormCollection> ReadPartsAsync(HttpRequest request, Uploads uploads)
    {
        // What binds a handler's arguments finds it read.
        return request.Form = await new MultipartForm(request, uploads, MostFields).ReadAsync(request.HttpContext.RequestAborted);
    }

    private static BadHttpRequestException TooLarge(string message) => new(message, StatusCodes.Status413PayloadTooLarge);

    /// <summary>
    /// The framework says "too many" and "malformed" by the same exception. What the body's own limit lets through cannot have more fields or longer ones than it has
    /// bytes: with that as the reader's limits, its exception always means a malformed form.
    /// </summary>
    private static void LiftLimits(HttpRequest request, long limit)
    {
        var most = (int)Math.Min(limit, int.MaxValue);
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions
        {
            ValueCountLimit = most,
            KeyLengthLimit = most,
            ValueLengthLimit = most,
        }));
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
