using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Components.Files;

/// <summary>A file as a request brings it: streamed to the data directory, hashed on its way, and gone with the request unless it is taken.</summary>
internal sealed class ReceivedFile(string name, string fileName, IHeaderDictionary headers) : IFormFile, IDisposable
{
    private const int BufferSize = 65_536;
    private bool _isTaken;

    public string Name { get; } = name;

    public string FileName { get; } = fileName;

    public IHeaderDictionary Headers { get; } = headers;

    public string ContentType => Headers.ContentType.ToString();

    public string ContentDisposition => Headers.ContentDisposition.ToString();

    public long Length { get; private set; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Where it lies; null where it was not kept.</summary>
    public string? Path { get; private set; }

    /// <summary>Writes a stream to its end. What is beyond the most is read and counted, and nothing of it is kept.</summary>
    /// <exception cref="UploadStorageException">It cannot be written; nothing is left of it.</exception>
    public async Task ReceiveAsync(Stream content, UploadFolder folder, long most, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = folder.CreateIncoming();
            Path = file.Name;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                Length += read;
                if (Length > most)
                {
                    Erase();
                    continue;
                }
                hash.AppendData(buffer, 0, read);
                await WriteAsync(file, buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public Stream OpenReadStream() => File.OpenRead(Path ?? throw new InvalidOperationException($"'{Name}' was refused: nothing of it is kept."));

    public void CopyTo(Stream target)
    {
        using var content = OpenReadStream();
        content.CopyTo(target);
    }

    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken = default)
    {
        await using var content = OpenReadStream();
        await content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Moves it to where it stays; from then on it outlives the request.</summary>
    /// <exception cref="InvalidOperationException">It was taken before, or nothing of it is kept.</exception>
    public void Keep(UploadFolder folder, string pack, Guid id, bool isHeld)
    {
        if (_isTaken || Path is null)
            throw new InvalidOperationException($"The file '{Name}' cannot be taken {(_isTaken ? "twice" : "after it was refused")}.");
        Path = folder.Keep(Path, pack, id, isHeld);
        _isTaken = true;
    }

    public void Dispose()
    {
        if (!_isTaken)
            Erase();
    }

    private void Erase()
    {
        // A file that cannot be erased now, such as one that a scanner still reads on Windows, is left to the sweep.
        if (Path is not null)
            StoredPaths.TryDelete(Path);
        Path = null;
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(bytes, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UploadStorageException(e.Message, e);
        }
    }
}
