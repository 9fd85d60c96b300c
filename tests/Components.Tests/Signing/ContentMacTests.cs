using System.Security.Cryptography;
using Components.Signing;

namespace Components.Tests.Signing;

public sealed class ContentMacTests
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Equal_content_has_one_name_whoever_computes_it()
    {
        var content = RandomNumberGenerator.GetBytes(76_543);
        var name = Of(new ContentMac(Secret), content);
        Assert.Equal(name, Of(new ContentMac([.. Secret]), [.. content]));
        Assert.NotEqual(name, Of(new ContentMac(RandomNumberGenerator.GetBytes(32)), content));
    }

    [Fact]
    public void Every_bit_counts()
    {
        var mac = new ContentMac(Secret);
        var content = RandomNumberGenerator.GetBytes(100);
        HashSet<string> names = [Of(mac, content)];
        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(names.Add(Of(mac, content)), $"Bit {bit} does not count.");
            content[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Contains(Of(mac, content), names);
    }

    [Fact]
    public void The_length_counts_also_of_what_is_all_zeros()
    {
        var mac = new ContentMac(Secret);
        Assert.Equal(65, Enumerable.Range(0, 65).Select(length => Of(mac, new byte[length])).Distinct().Count());
    }

    [Fact]
    public void What_would_give_the_key_away_is_not_shown()
    {
        // Under one nonce the plain hash of nothing, and of one block, are two equations for the key.
        using var plain = new AesGcm(HKDF.Expand(HashAlgorithmName.SHA256, Secret, 16, "content hash"u8.ToArray()), 16);
        var hash = new byte[16];
        plain.Encrypt(new byte[12], Array.Empty<byte>(), Array.Empty<byte>(), hash, new byte[] { 1, 2, 3 });
        var name = Of(new ContentMac(Secret), [1, 2, 3]);
        Assert.DoesNotContain(Convert.ToHexString(hash), name, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexString(HMACSHA256.HashData(HKDF.Expand(HashAlgorithmName.SHA256, Secret, 32, "content seal"u8.ToArray()), hash)), name);
    }

    [Fact]
    public void Many_threads_do_not_disturb_each_other()
    {
        var mac = new ContentMac(Secret);
        var contents = Enumerable.Range(0, 300).Select(number => RandomNumberGenerator.GetBytes(number * 50)).ToArray();
        var expected = contents.Select(content => Of(new ContentMac(Secret), content)).ToArray();
        Threads.Repeat(contents.Length, i => Assert.Equal(expected[i], Of(mac, contents[i])));
    }

    private static string Of(ContentMac mac, byte[] content)
    {
        var name = new byte[HMACSHA256.HashSizeInBytes];
        mac.Compute(content, name);
        return Convert.ToHexString(name);
    }
}
