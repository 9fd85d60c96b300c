using System.ComponentModel.DataAnnotations;

namespace HelloPack.Greetings;

/// <summary>The form below the greetings.</summary>
public sealed class NewGreeting
{
    /// <summary>Plain text. Not blank.</summary>
    [Display(Name = "Your name"), Required, StringLength(Greeting.LongestName)]
    public string? Name { get; set; }
}
