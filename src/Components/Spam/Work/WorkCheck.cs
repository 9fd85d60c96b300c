namespace Components.Spam;

/// <summary>What became of a proof of work.</summary>
/// <param name="Result">Whether it is right, and if not, why.</param>
/// <param name="Age">How long ago the form was first used. Null where the challenge is not ours, so that nothing is known.</param>
public readonly record struct WorkCheck(WorkResult Result, TimeSpan? Age);

/// <summary>Whether a proof of work is right.</summary>
public enum WorkResult
{
    /// <summary>There is none: no JavaScript, or the challenge could not be fetched.</summary>
    Missing,

    /// <summary>It was never a challenge of ours, or the work was not done.</summary>
    Wrong,

    /// <summary>Its challenge is too old, or the key that signed it is retired.</summary>
    Expired,

    /// <summary>It was sent before.</summary>
    Used,

    /// <summary>It was made for another purpose.</summary>
    ForOther,

    /// <summary>It is right, and it is used up now.</summary>
    Done,
}
