using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Components.Comments.Writing;

namespace Components.Comments.Tests.Writing;

public sealed class GuestTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Keys_sort_by_when_their_guests_came()
    {
        var keys = Enumerable.Range(0, 300).Select(number => Author.GuestKey(GuestToken.Make(Now.AddMilliseconds(number)))).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.StartsWith($"guest:{Now.ToUnixTimeMilliseconds():x12}", keys[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_the_same_moment_are_two_guests()
    {
        var (one, other) = (GuestToken.Make(Now), GuestToken.Make(Now));
        Assert.NotEqual(one, other);
        Assert.NotEqual(Author.GuestKey(one), Author.GuestKey(other));
        Assert.Equal(Author.GuestKey(one), Author.GuestKey(one));
    }

    [Fact]
    public void The_key_is_the_time_and_a_hash()
    {
        var token = GuestToken.Make(Now);
        var key = Author.GuestKey(token);
        Assert.Equal("guest:".Length + 12 + 22, key.Length);
        Assert.Equal($"{Now.ToUnixTimeMilliseconds():x12}", key[6..18]);
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(token));
        Assert.Equal(Base64Url.EncodeToString(hash.AsSpan(0, 16)), key[18..]);
    }

    [Fact]
    public void One_from_before_is_the_same_guest_still()
    {
        const string Token = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        Assert.True(GuestToken.IsToken(Token));
        Assert.Equal("guest:6oZqdX5MOLq_qBJ8vppAnT4fk6AP8UiP9zX8-Rev_9A", Author.GuestKey(Token));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("short"), InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"), InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A")]
    [InlineData("A                                         A"), InlineData("A                                                 A"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_has_another_shape_is_none(string? text)
    {
        Assert.False(GuestToken.IsToken(text));
        Assert.Equal("guest:".Length + 43, Author.GuestKey(text ?? "").Length);
    }

    [Fact]
    public void What_is_made_is_one() => Assert.True(GuestToken.IsToken(GuestToken.Make(Now)));
}
