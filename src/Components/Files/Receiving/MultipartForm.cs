using System.Text;
using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Components.Files;

/// <summary>
/// Reads a multipart form (RFC 7578): fields into memory, up to a limit, and files straight to the data directory. The framework's own reader puts them into the system's folder for temporary files, where others may look,
/// and where they stay when the process is killed.
/// </summary>
internal sealed class MultipartForm(HttpRequest request, Uploads uploads, int mostFields)
{
    // RFC 2046, 5.1.1, allows 70.
    private const int LongestBoundary = 128;

    private readonly IStringLocalizer _texts = CoreTexts.In(request.HttpContext.RequestServices);
    private readonly Dictionary<string, StringValues> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly FormFileCollection _files = [];
    private long _fieldBytes;
    private int _count;

    /// <exception cref="BadHttpRequestException">It is too large, or has too many fields (413).</exception>
    /// <exception cref="InvalidDataException">It is no form.</exception>
    /// <exception cref="IOException">It ends too early.</exception>
    public async Task<IFormCollection> ReadAsync(CancellationToken cancellation)
    {
        var reader = new MultipartReader(Boundary(), new CountedStream(request.Body, uploads.MaxBodyBytes));
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (++_count > mostFields)
                throw TooLarge($"The form has more than {mostFields} fields.");
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                throw new InvalidDataException("A part of the form does not say which field it is.");
            if (disposition.IsFileDisposition())
                await TakeFileAsync(section, disposition, cancellation);
            else if (disposition.IsFormDisposition())
                await TakeFieldAsync(section, disposition, cancellation);
        }
        return new FormCollection(_fields, _files);
    }

    private string Boundary()
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";
        return boundary.Length is > 0 and <= LongestBoundary ? boundary : throw new InvalidDataException("The form does not say where its parts end.");
    }

    private async Task TakeFileAsync(MultipartSection section, ContentDispositionHeaderValue disposition, CancellationToken cancellation)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        var file = new ReceivedFile(name, fileName, new HeaderDictionary(section.Headers ?? []));
        if (await uploads.ReceiveAsync(file, section.Body, request.ContentLength, _texts, cancellation) is { } received)
            _files.Add(received);
    }

    private async Task TakeFieldAsync(MultipartSection section, ContentDispositionHeaderValue disposition, CancellationToken cancellation)
    {
        using var value = new MemoryStream();
        var buffer = new byte[4_096];
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            _fieldBytes += read;
            if (_fieldBytes > uploads.MaxFieldBytes)
                throw TooLarge($"The fields have more than {uploads.MaxFieldBytes} bytes.");
            value.Write(buffer, 0, read);
        }
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        var text = Encoding.UTF8.GetString(value.GetBuffer(), 0, (int)value.Length);
        _fields[name] = StringValues.Concat(_fields.GetValueOrDefault(name), text);
    }

    private static BadHttpRequestException TooLarge(string message) => new(message, StatusCodes.Status413PayloadTooLarge);
}
