using System.ComponentModel.DataAnnotations;

namespace Components.Spam;

/// <summary>Whether and how the site asks Akismet. Bound from the section <c>Spam:Akismet</c>.</summary>
public sealed class AkismetOptions : IValidatableObject
{
    /// <summary>The site's key there. Keep it out of files: <c>Spam__Akismet__Key</c> in the environment works. Null: Akismet is not asked. Default null.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Key { get; set; }

    /// <summary>Where its API is, with the version: an http or https address. Default <c>https://rest.akismet.com/1.1/</c>.</summary>
    [Required]
    public Uri Url { get; set; } = new("https://rest.akismet.com/1.1/");

    /// <summary>How long to wait for an answer; the visitor waits too. 1 to 30 seconds, default 5.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https") || Url.Query.Length > 0)
            yield return new ValidationResult($"Spam:Akismet:Url '{Url}' must be an http or https address, such as https://rest.akismet.com/1.1/.", [nameof(Url)]);
    }
}
