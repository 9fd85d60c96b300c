namespace Components.Files;

/// <summary>What a file's content turned out to be.</summary>
internal readonly record struct FileFinding(FileKind? Kind, FileRefusalReason? Problem)
{
    public static FileFinding Unknown => new(null, FileRefusalReason.NotAllowed);

    public static implicit operator FileFinding(FileKind kind) => new(kind, null);

    public static implicit operator FileFinding(FileRefusalReason problem) => new(null, problem);
}
