namespace Components.Responses;

/// <summary>How a flash is meant.</summary>
public enum FlashLevel
{
    /// <summary>It worked.</summary>
    Success,

    /// <summary>Neither good nor bad.</summary>
    Info,

    /// <summary>It worked, but.</summary>
    Warning,

    /// <summary>It did not work.</summary>
    Error,
}

/// <summary>A short message, shown once to the person who acted. Plain text, never HTML.</summary>
/// <param name="Level">How it is meant.</param>
/// <param name="Text">At most a few hundred characters, since it travels in a header.</param>
public sealed record Flash(FlashLevel Level, string Text);
