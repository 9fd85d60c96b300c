using System.Security.Cryptography;
using System.Text;
using Components.Signing;

namespace Components.Tests.Signing;

public sealed class KeyedMacTests
{
    // RFC 4231, 4.2 to 4.5 and 4.7.
    public static TheoryData<string, string, string> Vectors { get; } = new()
    {
        { Repeat("0b", 20), Hex("Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        { Hex("Jefe"), Hex("what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
        { Repeat("aa", 20), Repeat("dd", 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
        { "0102030405060708090a0b0c0d0e0f10111213141516171819", Repeat("cd", 50), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
        { Repeat("aa", 131), Hex("Test Using Larger Than Block-Size Key - Hash Key First"), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_vectors_of_RFC_4231_are_right_the_first_time_and_again(string key, string message, string expected)
    {
        var mac = new KeyedMac(Convert.FromHexString(key));
        Assert.Equal(expected, Of(mac, Convert.FromHexString(message)));
        Assert.Equal(expected, Of(mac, Convert.FromHexString(message)));
    }

    [Fact]
    public void It_is_what_the_framework_computes_whatever_is_signed_one_after_the_other()
    {
        var random = new Random(4231);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var secret = Bytes(random, random.Next(0, 200));
            var mac = new KeyedMac(secret);
            foreach (var message in Enumerable.Range(0, 200).Select(_ => Bytes(random, random.Next(0, 400))))
                Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(secret, message)), Of(mac, message));
        }
    }

    [Fact]
    public void Many_threads_do_not_disturb_each_other()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var mac = new KeyedMac(secret);
        var messages = Enumerable.Range(0, 500).Select(number => Encoding.UTF8.GetBytes($"message {number} {new string('x', number)}")).ToArray();
        var expected = messages.Select(message => Convert.ToHexStringLower(HMACSHA256.HashData(secret, message))).ToArray();
        Threads.Repeat(messages.Length, i => Assert.Equal(expected[i], Of(mac, messages[i])));
    }

    [Fact]
    public void One_that_failed_leaves_nothing_to_the_next()
    {
        var mac = new KeyedMac([1, 2, 3]);
        var expected = Of(mac, [4, 5, 6]);
        Assert.Throws<ArgumentException>(() => mac.Compute([7, 8, 9], new byte[5]));
        Assert.Equal(expected, Of(mac, [4, 5, 6]));
    }

    private static string Of(KeyedMac mac, byte[] message)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        mac.Compute(message, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text));

    private static string Repeat(string hex, int times) => string.Concat(Enumerable.Repeat(hex, times));
}
