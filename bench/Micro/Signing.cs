using BenchmarkDotNet.Attributes;
using Components;
using Components.Signing;
using Microsoft.Extensions.Options;

namespace Micro;

/// <summary>One address of a fragment: signing it, and verifying a right one and one whose signature was changed.</summary>
public class Signing
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("micro-keys-");
    private UrlSigner _signer = null!;
    private string _right = "", _wrong = "";

    [GlobalSetup]
    public void Prepare()
    {
        var keys = new KeyRing(Path.Combine(_folder.FullName, "signing-keys.json"), TimeProvider.System);
        _signer = new UrlSigner(keys, Options.Create(new SiteOptions()), TimeProvider.System);
        _right = Sign();
        _wrong = _right[..^1] + (_right[^1] == 'A' ? 'E' : 'A');
        if (VerifyRight() != Verdict.Valid || VerifyWrong() != Verdict.Invalid)
            throw new InvalidOperationException("A signature is not what it should be.");
    }

    [GlobalCleanup]
    public void Leave() => _folder.Delete(recursive: true);

    [Benchmark]
    public string Sign() => _signer.Sign(NewClaim());

    [Benchmark]
    public Verdict VerifyRight() => Verify(_right);

    [Benchmark]
    public Verdict VerifyWrong() => Verify(_wrong);

    private Verdict Verify(string signature) => UrlSigner.TryRead(signature, out var stated) ? _signer.Verify(NewClaim(), stated) : throw new InvalidOperationException("That is no signature.");

    private static Claim NewClaim() => new("comments/thread", Claim.LoadPurpose, UrlScope.Public, "", null, "subject=%2Farticles%2Fhow-signed-urls-work", "%2Farticles%2Fhow-signed-urls-work", "");
}
