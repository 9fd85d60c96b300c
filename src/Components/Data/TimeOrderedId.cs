using System.Security.Cryptography;

namespace Components.Data;

/// <summary>
/// Makes 64-bit keys that sort by time: 42 bits of milliseconds since 2020, 21 random ones. Unique within a process, and as good as unique among several; one number serves as
/// key, as order and as the cursor of keyset paging, in every database.
/// </summary>
public sealed class TimeOrderedId(TimeProvider clock)
{
    private const int RandomBits = 21;
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly Lock _lock = new();
    private long _last;

    /// <summary>A key larger than every one before it.</summary>
    public long Next()
    {
        var id = ((clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << RandomBits) | (long)RandomNumberGenerator.GetInt32(1 << RandomBits);
        lock (_lock)
            return _last = Math.Max(id, _last + 1);
    }

    /// <summary>Where a time lies among the keys: those made before it are smaller, the others are not. So that what is older, or younger, is found by the primary key.</summary>
    public static long At(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() - Epoch) << RandomBits;
}
