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

    /// <summary>A key for something that came to be at another time, such as what is imported. Whoever makes it sees to it that it is unique.</summary>
    /// <param name="instant">When; from 2020 on.</param>
    /// <param name="low">Any number: its last 21 bits tell keys of the same millisecond apart.</param>
    public static long At(DateTimeOffset instant, int low) =>
        ((instant.ToUnixTimeMilliseconds() - Epoch) << RandomBits) | (long)(low & ((1 << RandomBits) - 1));

    /// <summary>A key larger than every one before it.</summary>
    public long Next()
    {
        var id = At(clock.GetUtcNow(), RandomNumberGenerator.GetInt32(1 << RandomBits));
        lock (_lock)
            return _last = Math.Max(id, _last + 1);
    }

    /// <summary>Where a time lies among the keys: those made before it are smaller, the others are not. So that what is older, or younger, is found by the primary key.</summary>
    public static long At(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() - Epoch) << RandomBits;
}
