using System.ComponentModel.DataAnnotations;

namespace HelloPack;

/// <summary>What the site's owner decides about greetings. Bound from the section <c>Packs:Hello</c>.</summary>
public sealed class HelloOptions
{
    /// <summary>How many of the latest greetings are shown. 1 to 100, default 5.</summary>
    [Range(1, 100)]
    public int Shown { get; set; } = 5;
}
