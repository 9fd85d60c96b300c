using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Components.Contact.Inbox.Files;

/// <summary>The content of files that came with messages: the one place that knows where it lies.</summary>
public sealed partial class MessageFiles(SiteFolders folders, ILogger<MessageFiles> logger)
{
    /// <summary>Answers with a file to be saved, never shown; 404 where it is gone.</summary>
    internal IResult Download(ContactFile file) =>
        PathOf(file.Id) is { } path && File.Exists(path) ? Results.File(path, "application/octet-stream", file.Name) : Results.NotFound();

    /// <summary>Erases files whose rows are gone.</summary>
    internal void Delete(IEnumerable<string> ids)
    {
        foreach (var path in ids.Select(PathOf).OfType<string>())
            TryDelete(path);
    }

    // What is no random name of ours leads nowhere.
    private string? PathOf(string id) => Guid.TryParseExact(id, "N", out var known)
        ? Path.Combine(folders.DataDirectory, "uploads", "contact", known.ToString("N")[..2], known.ToString("N"))
        : null;

    private void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // It was never there.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(logger, path, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The file {Path} belongs to no message any more, and could not be deleted: {Error}")]
        public static partial void NotDeleted(ILogger logger, string path, string error);
    }
}
