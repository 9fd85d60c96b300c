using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Components.Files;
using Microsoft.AspNetCore.Http;

namespace Components.Posts;

/// <summary>
/// A SHA-256 over texts, each with its length before it, so that no two lists of texts give the same bytes; of which 128 bits are kept: whoever found two posts with the same ones could only stand in their own way, and
/// an index of what has no order costs the more the longer its keys are.
/// </summary>
internal sealed class PostDigest : IDisposable
{
    private const int Bytes = 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static string Of(params ReadOnlySpan<string> texts)
    {
        using var digest = new PostDigest();
        foreach (var text in texts)
            digest.Add(text);
        return digest.End();
    }

    /// <summary>What somebody put in: every field in the order of the names, and files by their content; not what the engine itself adds, whose names start with an underscore.</summary>
    public static async Task<string> OfInputAsync(IFormCollection form, CancellationToken cancellation)
    {
        using var digest = new PostDigest();
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

    private string End()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
