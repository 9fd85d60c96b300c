using Components.Signing;
using Components.Tests.Fixture;
using Microsoft.Extensions.Options;

namespace Components.Tests.Signing;

public sealed class UrlSignerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signer-");
    private readonly TestClock _clock = new();
    private readonly KeyRing _keys;

    public UrlSignerTests() => _keys = new KeyRing(Path.Combine(_folder.FullName, "keys.json"), _clock);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_same_claim_has_the_same_signature()
    {
        var claim = ClaimOf();
        Assert.Equal(Signer().Sign(claim), Signer().Sign(claim));
    }

    [Fact]
    public void What_was_signed_verifies() => Assert.Equal(Verdict.Valid, Verify(Signer().Sign(ClaimOf()), ClaimOf()));

    [Fact]
    public void No_part_of_a_claim_can_be_exchanged()
    {
        var signature = Signer().Sign(ClaimOf());
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(id: "test/other")));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(purpose: "post")));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(parameters: "a=2")));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(page: "%2Fother")));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(origin: "https://shop.example.com")));
    }

    [Fact]
    public void Text_cannot_be_pushed_from_one_part_into_the_next()
    {
        var signature = Signer().Sign(ClaimOf(id: "test/a", purpose: "bload"));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(id: "test/ab", purpose: "load")));
    }

    [Fact]
    public void Scope_subject_and_expiry_cannot_be_exchanged()
    {
        var expiry = _clock.Now.ToUnixTimeSeconds() + 60;
        var signature = Signer().Sign(ClaimOf(scope: UrlScope.User, subject: "mary", expiry: expiry));
        Assert.Equal(Verdict.Valid, Verify(signature, ClaimOf(scope: UrlScope.User, subject: "mary", expiry: expiry)));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(scope: UrlScope.User, subject: "eve", expiry: expiry)));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(scope: UrlScope.Session, subject: "mary", expiry: expiry)));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(scope: UrlScope.User, subject: "mary", expiry: expiry + 1)));
    }

    [Fact]
    public void A_signature_is_good_for_one_site_only() =>
        Assert.Equal(Verdict.Invalid, Verify(Signer("one").Sign(ClaimOf()), ClaimOf(), Signer("two")));

    [Fact]
    public void It_is_good_up_to_its_last_second()
    {
        var claim = ClaimOf(scope: UrlScope.User, subject: "mary", expiry: _clock.Now.ToUnixTimeSeconds() + 60);
        var signature = Signer().Sign(claim);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(Verdict.Valid, Verify(signature, claim));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Verdict.Stale, Verify(signature, claim));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.abcd.p")]
    [InlineData("2.abcd.p.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.p.9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.s.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.s.09.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.s.-9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.s.99999999999999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.abcd.p.AAAA")]
    [InlineData("1.abcd.s.9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.x.y")]
    public void What_has_not_the_form_of_a_signature_is_not_read(string text) => Assert.False(UrlSigner.TryRead(text, out _));

    [Fact]
    public void Long_parameters_are_signed_too()
    {
        var signature = Signer().Sign(ClaimOf(parameters: new string('x', 5000)));
        Assert.Equal(Verdict.Valid, Verify(signature, ClaimOf(parameters: new string('x', 5000))));
        Assert.Equal(Verdict.Invalid, Verify(signature, ClaimOf(parameters: new string('x', 4999) + "y")));
    }

    private static Claim ClaimOf(
        string id = "test/a", string purpose = Claim.LoadPurpose, UrlScope scope = UrlScope.Public, string subject = "", long? expiry = null,
        string parameters = "a=1", string page = "%2Fpage", string origin = "") => new(id, purpose, scope, subject, expiry, parameters, page, origin);

    private UrlSigner Signer(string siteId = "site") => new(_keys, Options.Create(new SiteOptions { Id = siteId }), _clock);

    private Verdict Verify(string signature, Claim claim, UrlSigner? signer = null) =>
        UrlSigner.TryRead(signature, out var stated) ? (signer ?? Signer()).Verify(claim, stated) : throw new ArgumentException(signature);
}
