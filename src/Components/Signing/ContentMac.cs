using System.Security.Cryptography;
using Microsoft.Extensions.ObjectPool;

namespace Components.Signing;

/// <summary>
/// A short name for a long content by one key: equal for equal content alone, and it tells nobody without the key how to make another of that name. The content is hashed by GMAC (NIST SP 800-38D), which
/// takes a quarter of the time of SHA-256 but gives its key away where two contents are named under one nonce; so nobody is shown that hash, but an HMAC of it (Carter and Wegman's construction). Any number
/// of threads may compute at once.
/// </summary>
internal sealed class ContentMac
{
    private static readonly byte[] Nonce = new byte[AesGcm.NonceByteSizes.MaxSize];

    // One for each thread that computes, as in KeyedMac. Null: this system has no such cipher, and the HMAC is of the content itself.
    private readonly ObjectPool<AesGcm>? _hashes;
    private readonly KeyedMac _seal;

    public ContentMac(byte[] secret)
    {
        _seal = new KeyedMac(HKDF.Expand(HashAlgorithmName.SHA256, secret, 32, "content seal"u8.ToArray()));
        if (AesGcm.IsSupported)
            _hashes = new DefaultObjectPoolProvider().Create(new Policy(HKDF.Expand(HashAlgorithmName.SHA256, secret, 16, "content hash"u8.ToArray())));
    }

    /// <param name="content">Of any length.</param>
    /// <param name="mac">Where the <see cref="HMACSHA256.HashSizeInBytes"/> bytes go.</param>
    public void Compute(ReadOnlySpan<byte> content, Span<byte> mac)
    {
        if (_hashes is null)
        {
            _seal.Compute(content, mac);
            return;
        }
        Span<byte> hash = stackalloc byte[AesGcm.TagByteSizes.MaxSize];
        var state = _hashes.Get();
        // Nothing is encrypted.
        state.Encrypt(Nonce, [], [], hash, content);
        // Not where it failed.
        _hashes.Return(state);
        _seal.Compute(hash, mac);
    }

    private sealed class Policy(byte[] key) : PooledObjectPolicy<AesGcm>
    {
        public override AesGcm Create() => new(key, AesGcm.TagByteSizes.MaxSize);

        public override bool Return(AesGcm obj) => true;
    }
}
