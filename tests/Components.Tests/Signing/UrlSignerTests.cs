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

    [Fact]
    public void What_was_signed_once_is_signed_alike_for_ever()
    {
        // Worked out by hand, by another program: addresses that are out there must go on being right.
        File.WriteAllText(Path.Combine(_folder.FullName, "keys.json"), """[{ "id": "abcd", "secret": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "createdAt": "2026-01-01T00:00:00Z" }]""");
        Assert.Equal("1.abcd.p.B6j9PzR4PM60wZDFaaRRPMxSLn-QarTCxKOGFENbAEw", Signer().Sign(ClaimOf()));
        Assert.Equal("1.abcd.u.4102444800.MiWc6FOIS1S5jrEUWT_vDavNzJs_sbfKjnVJ1Qg-8ls", Signer().Sign(ClaimOf(scope: UrlScope.User, subject: "märy", expiry: 4102444800, origin: "https://blog.example")));
    }

    [Fact]
    public void Verifying_allocates_nothing()
    {
        var signer = Signer();
        var signature = signer.Sign(ClaimOf());
        var wrong = signature[..^1] + (signature[^1] == 'A' ? 'E' : 'A');
        foreach (var (text, expected) in new[] { (signature, Verdict.Valid), (wrong, Verdict.Invalid), (signature, Verdict.Valid), (wrong, Verdict.Invalid) })
        {
            Verify(text, ClaimOf(), signer);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var verdict = Verify(text, ClaimOf(), signer);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(expected, verdict);
        }
    }

    [Fact]
    public void After_a_rotation_the_new_key_signs_and_both_verify()
    {
        var signer = Signer();
        var before = signer.Sign(ClaimOf());
        _keys.Rotate();
        var after = signer.Sign(ClaimOf());
        Assert.NotEqual(before, after);
        Assert.Equal(Verdict.Valid, Verify(before, ClaimOf(), signer));
        Assert.Equal(Verdict.Valid, Verify(after, ClaimOf(), signer));
    }

    [Fact]
    public void A_secret_that_is_exchanged_in_the_file_counts_although_its_id_stays()
    {
        var signer = Signer();
        var file = Path.Combine(_folder.FullName, "keys.json");
        var before = signer.Sign(ClaimOf());
        File.WriteAllText(file, File.ReadAllText(file).Replace(Convert.ToBase64String(_keys.Current.Secret), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(Verdict.Invalid, Verify(before, ClaimOf(), signer));
        Assert.Equal(Verdict.Valid, Verify(signer.Sign(ClaimOf()), ClaimOf(), signer));
    }

    private static Claim ClaimOf(
        string id = "test/a", string purpose = Claim.LoadPurpose, UrlScope scope = UrlScope.Public, string subject = "", long? expiry = null,
        string parameters = "a=1", string page = "%2Fpage", string origin = "") => new(id, purpose, scope, subject, expiry, parameters, page, origin);

    private UrlSigner Signer(string siteId = "site") => new(_keys, Options.Create(new SiteOptions { Id = siteId }), _clock);

    private Verdict Verify(string signature, Claim claim, UrlSigner? signer = null) =>
        UrlSigner.TryRead(signature, out var stated) ? (signer ?? Signer()).Verify(claim, stated) : throw new ArgumentException(signature);
}
