using System.Diagnostics.CodeAnalysis;

namespace Components.Files;

/// <summary>What came of a file that somebody sent: either it was taken, or it was refused.</summary>
public sealed class TakenFile
{
    internal TakenFile(StoredFile file) => File = file;

    internal TakenFile(FileRefusal refusal) => Refusal = refusal;

    /// <summary>The file; null where it was refused.</summary>
    public StoredFile? File { get; }

    /// <summary>Why it was not taken; null where it was.</summary>
    public FileRefusal? Refusal { get; }

    /// <summary>Whether it was taken.</summary>
    [MemberNotNullWhen(true, nameof(File))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsTaken => File is not null;
}

/// <summary>What came of several: all were taken, or none.</summary>
public sealed class TakenFiles
{
    internal TakenFiles(IReadOnlyList<StoredFile> files) => Files = files;

    internal TakenFiles(FileRefusal refusal) => (Files, Refusal) = ([], refusal);

    /// <summary>The files in the order in which they were sent; empty where one was refused, or none was sent.</summary>
    public IReadOnlyList<StoredFile> Files { get; }

    /// <summary>Why they were not taken; null where they were.</summary>
    public FileRefusal? Refusal { get; }

    /// <summary>Whether they were taken.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool AreTaken => Refusal is null;
}

/// <summary>Why a file is not taken.</summary>
/// <param name="Reason">The case, for code and logs.</param>
/// <param name="Text">The same for the person who sent it, in their language, with the file's name.</param>
public sealed record FileRefusal(FileRefusalReason Reason, string Text);

/// <summary>The cases in which a file is not taken.</summary>
public enum FileRefusalReason
{
    /// <summary>It has no content.</summary>
    Empty,

    /// <summary>It is larger than <see cref="FileRules.MaxFileBytes"/>.</summary>
    TooLarge,

    /// <summary>There are more than <see cref="FileRules.MaxFiles"/>.</summary>
    TooMany,

    /// <summary>Together they are larger than <see cref="FileRules.MaxTotalBytes"/>.</summary>
    TooMuch,

    /// <summary>Its content is none of <see cref="FileRules.Kinds"/>, or cannot be told.</summary>
    NotAllowed,

    /// <summary>It begins as a known kind and does not go on as one.</summary>
    Damaged,

    /// <summary>It is two things at once: something stands before, behind or within that does not belong there.</summary>
    Disguised,

    /// <summary>A text that is a web page, a vector drawing or a program.</summary>
    Markup,

    /// <summary>A document with macros.</summary>
    Macros,

    /// <summary>The scanner found something.</summary>
    Infected,

    /// <summary>The scanner could not tell, and <see cref="UploadOptions.WhenUnscanned"/> says to refuse.</summary>
    Unscanned,
}
