using System.Security.Cryptography;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Spam;

/// <summary>
/// Makes a guest's browser work for a second before it may post. A form with <c>data-work="{purpose}"</c> fetches a challenge when it is first used, and sends the answer
/// in the hidden field <c>_work</c>; people see nothing of it. A member who has an account to lose needs none.
/// </summary>
public sealed class ProofOfWork(KeyRing keys, IOptions<SiteOptions> site, IOptions<SpamOptions> options, Misbehaviour misbehaviour, TimeProvider clock)
{
    /// <summary>The form field that holds the answer.</summary>
    public const string Field = "_work";

    // An article may stay open for a day before somebody comments; beyond that nobody asks how fast they were.
    private static readonly TimeSpan LongestUse = TimeSpan.FromDays(1);

    private readonly string _siteId = site.Value.Id;
    private readonly UsedChallenges _used = new(clock);

    /// <summary>
    /// Checks the answer that came with a form, and uses it up: call it once a post. An answer that is forged, or made for another purpose, is reported to
    /// <see cref="Misbehaviour"/>.
    /// </summary>
    /// <param name="http">The request that posts the form.</param>
    /// <param name="purpose">What the form's <c>data-work</c> says: 1 to 64 lower-case letters, digits, hyphens and slashes, such as <c>comments/thread</c>.</param>
    /// <param name="answer">The value of the field <see cref="Field"/>; null or empty is <see cref="WorkResult.Missing"/>.</param>
    /// <exception cref="ArgumentException">No form can have that purpose.</exception>
    public WorkCheck Check(HttpContext http, string purpose, string? answer)
    {
        if (!Challenge.IsPurpose(purpose))
            throw new ArgumentException($"'{purpose}' is no purpose: it needs 1 to 64 lower-case letters, digits, hyphens and slashes.", nameof(purpose));
        if (string.IsNullOrEmpty(answer))
            return new WorkCheck(WorkResult.Missing, null);
        var check = Judge(purpose, answer);
        if (check.Result is WorkResult.Wrong or WorkResult.ForOther)
            misbehaviour.Report(http);
        return check;
    }

    /// <summary>A new challenge.</summary>
    /// <param name="http">The request that asks; the more its network has misbehaved, the harder it is.</param>
    /// <param name="purpose">What it is to be good for.</param>
    /// <param name="after">An earlier challenge of the same form, old or used: the new one remembers when the form was first used. Null, or not ours: that is now.</param>
    internal (string Text, int Difficulty) Ask(HttpContext http, string purpose, string? after)
    {
        var now = Now;
        var key = keys.Current;
        var difficulty = Math.Min(options.Value.MostDifficulty, options.Value.Difficulty + (int)Math.Log2(1 + misbehaviour.ScoreOf(http)));
        var nonce = new UInt128(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        var challenge = new Challenge(key.Id, purpose, difficulty, BegunBefore(after, purpose) ?? now, now + (long)options.Value.ChallengeLife.TotalMilliseconds, nonce);
        return (challenge.Sign(key, _siteId), difficulty);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private WorkCheck Judge(string purpose, string answer)
    {
        if (WorkAnswer.Read(answer) is not var (stated, mac, counters) || Signer(stated, mac) is not { } key)
            return new WorkCheck(WorkResult.Wrong, null);
        var age = TimeSpan.FromMilliseconds(Math.Max(0, Now - stated.Begun));
        if (stated.Purpose != purpose)
            return new WorkCheck(WorkResult.ForOther, age);
        if (key.IsRetired || stated.Expires <= Now)
            return new WorkCheck(WorkResult.Expired, age);
        // Before it is used up: else a wrong answer would spoil the right one.
        if (!WorkAnswer.IsDone(mac, stated.Difficulty, counters))
            return new WorkCheck(WorkResult.Wrong, age);
        return new WorkCheck(_used.Use(stated.Nonce, stated.Expires), age);
    }

    private SigningKey? Signer(Challenge stated, string mac) => keys.Find(stated.KeyId) is { } key && stated.IsSignedBy(key, _siteId, mac) ? key : null;

    private long? BegunBefore(string? after, string purpose) =>
        Challenge.Read(after) is var (stated, mac) && stated.Purpose == purpose && Signer(stated, mac) is { IsRetired: false }
            && stated.Begun > Now - (long)LongestUse.TotalMilliseconds ? stated.Begun : null;
}
