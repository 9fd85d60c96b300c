using System.Security.Cryptography;
using Microsoft.Extensions.ObjectPool;

namespace Components.Signing;

/// <summary>
/// HMAC-SHA-256 (RFC 2104) by one key. What the key alone decides is worked out once and kept: handing a key to OpenSSL takes it longer than hashing an address. Any number of threads may compute at once.
/// </summary>
internal sealed class KeyedMac(byte[] secret)
{
    // One for each thread that computes; more than the pool keeps are thrown away. What is left when the key goes is freed by the collector.
    private readonly ObjectPool<IncrementalHash> _states = new DefaultObjectPoolProvider().Create(new Policy(secret));

    /// <param name="message">What is signed.</param>
    /// <param name="mac">Where the <see cref="HMACSHA256.HashSizeInBytes"/> bytes go.</param>
    public void Compute(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var state = _states.Get();
        state.AppendData(message);
        state.GetHashAndReset(mac);
        // Not where it failed: what was begun must not go into the next one.
        _states.Return(state);
    }

    private sealed class Policy(byte[] secret) : PooledObjectPolicy<IncrementalHash>
    {
        public override IncrementalHash Create() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);

        public override bool Return(IncrementalHash obj) => true;
    }
}
