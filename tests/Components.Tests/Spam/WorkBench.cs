using System.Net;
using Components.Signing;
using Components.Spam;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Http;

namespace Components.Tests.Spam;

/// <summary>The proof of work without a server around it, and a browser that does it.</summary>
internal sealed class WorkBench : IDisposable
{
    public const string Purpose = "test/work";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("work-");

    public WorkBench()
    {
        Keys = new KeyRing(Path.Combine(_folder.FullName, "keys.json"), Clock);
        Misbehaviour = new Misbehaviour(Clock);
        Work = At("site");
    }

    public TestClock Clock { get; } = new();

    public KeyRing Keys { get; }

    public Misbehaviour Misbehaviour { get; }

    public ProofOfWork Work { get; }

    public SpamOptions Options { get; } = new() { Difficulty = 8, MostDifficulty = 11 };

    public HttpContext Guest { get; } = From("192.0.2.7");

    /// <summary>The same keys at a site of another name.</summary>
    public ProofOfWork At(string site) =>
        new(Keys, Microsoft.Extensions.Options.Options.Create(new SiteOptions { Id = site }), Microsoft.Extensions.Options.Options.Create(Options), Misbehaviour, Clock);

    public static HttpContext From(string address) => new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    public string Ask(string purpose = Purpose, string? after = null) => Work.Ask(Guest, purpose, after).Text;

    public WorkResult Check(string? answer, string purpose = Purpose) => Work.Check(Guest, purpose, answer).Result;

    /// <summary>Does the work, as <c>work-solver.js</c> does.</summary>
    public static string Solve(string challenge)
    {
        var (stated, mac) = Challenge.Read(challenge)!.Value;
        return $"{challenge}~{string.Join('-', Enumerable.Range(0, WorkAnswer.Parts).Select(part => Search(mac, part, stated.Difficulty).ToString("x", null)))}";
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static uint Search(string mac, int part, int difficulty)
    {
        var counter = 0u;
        while (WorkAnswer.ZeroBits(mac, part, counter) < WorkAnswer.BitsOf(difficulty))
            counter++;
        return counter;
    }
}
