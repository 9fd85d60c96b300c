namespace Components.Files;

/// <summary>A file could not be kept: the disk is full, or cannot be written to. A fragment's post is then answered with 503, and nothing half-written is left.</summary>
public sealed class UploadStorageException : Exception
{
    internal UploadStorageException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
