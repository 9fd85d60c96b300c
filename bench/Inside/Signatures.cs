using System.Diagnostics;
using Components.Signing;

namespace Inside;

/// <summary>Reads and verifies a signature as it stands in a fragment's address, a right one and one with a wrong MAC.</summary>
internal static class Signatures
{
    private const int Count = 200_000;

    /// <summary>Prints microseconds and bytes for a right one, then for a wrong one.</summary>
    public static void Measure(UrlSigner signer)
    {
        var right = signer.Sign(NewClaim());
        var wrong = right[..^1] + (right[^1] == 'A' ? 'E' : 'A');
        // Compiled to its final form before it counts, and one after the other: neither comes first.
        for (var warmup = 0; warmup < 3; warmup++)
            _ = (Of(signer, right, Verdict.Valid), Of(signer, wrong, Verdict.Invalid));
        var (first, bytes) = Of(signer, right, Verdict.Valid);
        var (second, wrongBytes) = Of(signer, wrong, Verdict.Invalid);
        Console.Write($"{first:0.0000} {bytes:0.00} {second:0.0000} {wrongBytes:0.00}");
    }

    private static (double Microseconds, double Bytes) Of(UrlSigner signer, string signature, Verdict expected)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i++)
            if (!UrlSigner.TryRead(signature, out var stated) || signer.Verify(NewClaim(), stated) != expected)
                throw new InvalidOperationException($"A signature is not {expected}.");
        var time = Stopwatch.GetElapsedTime(start);
        return (time.TotalMicroseconds / Count, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / Count);
    }

    private static Claim NewClaim() => new("comments/thread", Claim.LoadPurpose, UrlScope.Public, "", null, "subject=%2Farticles%2Fhow-signed-urls-work", "%2Farticles%2Fhow-signed-urls-work", "");
}
