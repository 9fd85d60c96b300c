using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Components.Files;
using Microsoft.AspNetCore.Http;

namespace Components.Posts;

/// <summary>
/// A SHA-256 over texts, each with its length before it, so that no two lists of texts give the same bytes; of which 63 bits are kept: with the sign, a number that every database has.
/// </summary>
internal sealed class PostDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static long Of(params ReadOnlySpan<string> texts)
    {
        using var digest = new PostDigest();
        foreach (var text in texts)
            digest.Add(text);
        return digest.End();
    }

    /// <summary>What somebody put in, and where: every field in the order of the names, and files by their content; not what the engine itself adds, whose names start with an underscore.</summary>
    public static async Task<long> OfInputAsync(string place, IFormCollection form, CancellationToken cancellation)
    {
        using var digest = new PostDigest();
        digest.Add(place);
        foreach (var (name, values) in form.Where(field => !field.Key.StartsWith('_')).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            digest.Add(name);
            digest.AddNumber(values.Count);
            foreach (var value in values)
                digest.Add(value ?? "");
        }
        digest.AddNumber(form.Files.Count);
        foreach (var file in form.Files)
        {
            digest.Add(file.Name);
            digest.Add(file.FileName);
            digest.AddNumber(file.Length);
            digest._hash.AppendData(await HashAsync(file, cancellation));
        }
        return digest.End();
    }

    private static async Task<byte[]> HashAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file is ReceivedFile received)
            return Convert.FromHexString(received.Sha256);
        await using var content = file.OpenReadStream();
        return await SHA256.HashDataAsync(content, cancellation);
    }

    public void Dispose() => _hash.Dispose();

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AddNumber(bytes.Length);
        _hash.AppendData(bytes);
    }

    private void AddNumber(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        _hash.AppendData(bytes);
    }

    private long End()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
