using System.ComponentModel.DataAnnotations;

namespace Components.Files;

/// <summary>How files that people send are checked and kept. Bound from the section <c>Files</c>.</summary>
public sealed class UploadOptions : IValidatableObject
{
    /// <summary>Stands for the file's path in <see cref="Scanner"/>.</summary>
    public const string FilePlace = "{file}";

    /// <summary>
    /// A program that looks through each file, and its arguments, one an item: <c>["clamdscan", "--fdpass", "--no-summary", "{file}"]</c>. <c>{file}</c> stands for the path. Run as it stands, never by
    /// a shell. Exit code 0: clean; 1: something was found; every other: it could not tell. Default none: files are not scanned.
    /// </summary>
    public IList<string> Scanner { get; } = [];

    /// <summary>How long it may take for one file; then it is stopped, and could not tell. 1 second to 10 minutes, default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ScannerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What becomes of a file about which the scanner could not tell. Default <see cref="WhenUnscanned.Refuse"/>.</summary>
    [EnumDataType(typeof(WhenUnscanned))]
    public WhenUnscanned WhenUnscanned { get; set; } = WhenUnscanned.Refuse;

    /// <summary>
    /// How many bytes of the disk files leave free, so that nobody fills it and the database goes on: less is answered with 503. 0 to 10,000,000,000,000, default 200,000,000.
    /// </summary>
    [Range(0, 10_000_000_000_000)]
    public long KeepFree { get; set; } = 200_000_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scanner.Count > 0 && (string.IsNullOrWhiteSpace(Scanner[0]) || !Scanner.Skip(1).Any(argument => argument.Contains(FilePlace, StringComparison.Ordinal))))
            yield return new ValidationResult($"Files:Scanner must name a program, and one of its arguments must hold {FilePlace}, such as [\"clamdscan\", \"--fdpass\", \"{FilePlace}\"].", [nameof(Scanner)]);
    }
}

/// <summary>What becomes of a file about which the scanner could not tell.</summary>
public enum WhenUnscanned
{
    /// <summary>The sender is asked to try again later.</summary>
    Refuse,

    /// <summary>It is taken and kept shut: nobody gets it until a later look, every few minutes, finds it clean. Without a scanner it stays shut.</summary>
    Hold,
}
