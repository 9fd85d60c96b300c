using System.ComponentModel.DataAnnotations;

namespace Components.Spam;

/// <summary>The proof of work that browsers of guests do. Bound from the section <c>Spam</c>.</summary>
public sealed class SpamOptions : IValidatableObject
{
    /// <summary>The least difficulty that works.</summary>
    internal const int LeastDifficulty = 8;

    /// <summary>
    /// How hard the work is for an address that has done nothing wrong: 2 to this power is how many hashes a browser computes on average. 8 to 24, default 18, about a
    /// second on a phone that does 250,000 a second; one more doubles it.
    /// </summary>
    [Range(LeastDifficulty, 24)]
    public int Difficulty { get; set; } = 18;

    /// <summary>How hard it becomes at most for an address that misbehaves. 8 to 24, not less than <see cref="Difficulty"/>; default 21, eight seconds on such a phone.</summary>
    [Range(LeastDifficulty, 24)]
    public int MostDifficulty { get; set; } = 21;

    /// <summary>How long a challenge is good. The browser fetches a new one by itself. 1 minute to 1 hour, default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan ChallengeLife { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many challenges a minute one network (an IPv4 address, an IPv6 /64) may fetch; more are answered with 429. 1 to 100,000, default 60.</summary>
    [Range(1, 100_000)]
    public int ChallengesPerMinute { get; set; } = 60;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MostDifficulty < Difficulty)
            yield return new ValidationResult($"Spam:MostDifficulty {MostDifficulty} must not be less than Spam:Difficulty {Difficulty}.", [nameof(MostDifficulty)]);
    }
}
