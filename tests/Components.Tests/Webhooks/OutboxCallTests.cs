using Components.Webhooks;

namespace Components.Tests.Webhooks;

public sealed class OutboxCallTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://hooks.example/in?token=x", "hooks.example:443")]
    [InlineData("http://hooks.example:8080", "hooks.example:8080")]
    [InlineData("https://HOOKS.example./in", "hooks.example:443")]
    [InlineData("https://日本.example/", "xn--wgv71a.example:443")]
    [InlineData("https://0x7f.1/", "127.0.0.1:443")]
    [InlineData("https://2130706433/", "127.0.0.1:443")]
    public void One_host_has_one_target_however_it_is_spelled(string url, string target)
    {
        Assert.True(OutboxCall.TryReadUrl(url, out var read));
        Assert.Equal(target, OutboxCall.Write(1, Now, read, "orders", "contact.message", "{}").Target);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("/in"), InlineData("hooks.example/in"), InlineData("//hooks.example"), InlineData("ftp://hooks.example/"), InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example/"), InlineData("https://user@hooks.example/"), InlineData("https://user:secret@hooks.example/"), InlineData("https://"), InlineData("https:///x"), InlineData("https://[::1")]
    public void What_is_no_address_of_a_server_is_refused(string? url)
    {
        Assert.False(OutboxCall.TryReadUrl(url, out var read));
        Assert.Null(read);
        if (Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var uri))
            Assert.Throws<ArgumentException>(() => OutboxCall.Write(1, Now, uri, "orders", "contact.message", "{}"));
    }

    [Fact]
    public void An_address_that_is_too_long_is_refused() => Assert.False(OutboxCall.TryReadUrl("https://hooks.example/" + new string('あ', 500), out _));

    [Theory]
    [InlineData(""), InlineData("A"), InlineData("a b"), InlineData("a\r\nX: y"), InlineData(".a"), InlineData("a."), InlineData("a\n"), InlineData("あ")]
    public void A_name_can_add_no_header(string name)
    {
        Assert.Throws<ArgumentException>(() => OutboxCall.Write(1, Now, new Uri("https://hooks.example"), name, "contact.message", "{}"));
        Assert.Throws<ArgumentException>(() => OutboxCall.Write(1, Now, new Uri("https://hooks.example"), "orders", name, "{}"));
    }

    [Fact]
    public void A_body_that_is_too_long_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OutboxCall.Write(1, Now, new Uri("https://hooks.example"), "orders", "contact.message", new string('1', OutboxCall.LongestBody + 1)));

    [Fact]
    public void What_was_given_up_is_sent_again_when_somebody_asks_and_what_was_taken_is_not()
    {
        var call = OutboxCall.Write(1, Now, new Uri("https://hooks.example"), "orders", "contact.message", "{}");
        call.MarkFailed(Now, "no");
        call.GiveUp(Now);
        call.SendAgain(Now.AddSeconds(1));
        Assert.Equal((null, Now.AddSeconds(1), "{}"), (call.GivenUpAt, call.NextAttemptAt, call.Body));
        call.MarkSent(Now.AddSeconds(2));
        call.SendAgain(Now.AddSeconds(3));
        call.GiveUp(Now.AddSeconds(3));
        Assert.Equal((null, Now.AddSeconds(1), "", Now.AddSeconds(2)), (call.GivenUpAt, call.NextAttemptAt, call.Body, call.SentAt));
    }

    [Fact]
    public void A_receiver_can_ask_for_more_patience_but_not_for_less()
    {
        var call = OutboxCall.Write(1, Now, new Uri("https://hooks.example"), "orders", "contact.message", "{}");
        call.MarkFailed(Now, "no", TimeSpan.FromSeconds(1));
        Assert.Equal(Now.AddMinutes(1), call.NextAttemptAt);
        call.MarkFailed(Now, "no", TimeSpan.FromMinutes(30));
        Assert.Equal(Now.AddMinutes(30), call.NextAttemptAt);
    }
}
