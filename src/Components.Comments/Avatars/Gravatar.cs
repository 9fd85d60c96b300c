using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Comments.Avatars;

/// <summary>
/// Fetches guests' pictures from Gravatar (<see href="https://docs.gravatar.com/api/avatars/images/"/>), so that visitors' browsers need not, and keeps them in the data directory.
/// Nothing here throws: whatever goes wrong, there is just no picture.
/// </summary>
internal sealed partial class Gravatar(IHttpClientFactory clients, IOptions<CommentsOptions> options, SiteFolders folders, TimeProvider clock, ILogger<Gravatar> logger) : IDisposable
{
    public const string ClientName = "comments-gravatar";
    public const int LargestPicture = 100 * 1024;
    public const int MostPictures = 2_000;

    /// <summary>How long a picture, and that there is none, is believed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>When it is tried again after a failure.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int MostAtOnce = 4;
    private const int PrunedEvery = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Lazy<Task<Picture?>>> _running = new();
    private readonly SemaphoreSlim _places = new(MostAtOnce, MostAtOnce);
    private int _written;

    /// <returns>Null where the address has no picture, or it cannot be had just now.</returns>
    public async Task<Picture?> FindAsync(string email)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));
        if (await ReadAsync(key) is { } kept)
            return Picture.Of(kept);
        // A visitor who goes away does not end what others may wait for.
        try
        {
            return await _running.GetOrAdd(key, _ => new Lazy<Task<Picture?>>(() => FetchAsync(key))).Value;
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    public void Dispose() => _places.Dispose();

    private string Folder => folders.Data("comments-avatars");

    // An empty file: there is none.
    private async Task<byte[]?> ReadAsync(string key)
    {
        try
        {
            var file = new FileInfo(Path.Combine(Folder, key));
            return file.Exists && clock.GetUtcNow() - file.LastWriteTimeUtc is var age && age >= TimeSpan.Zero && age < Kept ? await File.ReadAllBytesAsync(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<Picture?> FetchAsync(string key)
    {
        // A thread with a hundred strangers must not hold up a hundred requests.
        if (!_places.Wait(0))
            return null;
        try
        {
            var (bytes, isCertain) = await AskAsync(key);
            var picture = bytes is null ? null : Picture.Of(bytes);
            Keep(key, picture?.Bytes ?? [], isCertain ? clock.GetUtcNow() : clock.GetUtcNow() - Kept + Pause);
            return picture;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<(byte[]? Bytes, bool IsCertain)> AskAsync(string key)
    {
        try
        {
            using var timeout = new CancellationTokenSource(Timeout, clock);
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{options.Value.GravatarUrl.ToString().TrimEnd('/')}/avatar/{key}?d=404&s=80"));
            request.Headers.UserAgent.ParseAdd("ComponentServer/1.0");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (response.StatusCode == HttpStatusCode.OK)
                return (await ReadAsync(response.Content, timeout.Token), true);
            return (null, response.StatusCode == HttpStatusCode.NotFound);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException)
        {
            Log.NotReached(logger, e.GetType().Name);
            return (null, false);
        }
    }

    // Whatever length was announced, no more than allowed is read.
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[LargestPicture + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length > LargestPicture ? null : bytes[..length];
    }

    private void Keep(string key, byte[] bytes, DateTimeOffset at)
    {
        try
        {
            // Under another name first, so that nobody reads half of it.
            var path = Path.Combine(Folder, key);
            var unfinished = $"{path}.{Guid.NewGuid():n}";
            File.WriteAllBytes(unfinished, bytes);
            File.SetLastWriteTimeUtc(unfinished, at.UtcDateTime);
            File.Move(unfinished, path, overwrite: true);
            if (Interlocked.Increment(ref _written) % PrunedEvery == 1)
                Prune();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, e.GetType().Name);
        }
    }

    private void Prune()
    {
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostPictures))
            file.Delete();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A picture could not be fetched from Gravatar: {Problem}")]
        public static partial void NotReached(ILogger logger, string problem);

        [LoggerMessage(2, LogLevel.Warning, "A picture could not be kept: {Problem}")]
        public static partial void NotKept(ILogger logger, string problem);
    }
}
