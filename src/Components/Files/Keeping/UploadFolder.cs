using Microsoft.Extensions.Options;

namespace Components.Files;

/// <summary>
/// Where files that people send lie in the data directory: <c>uploads/.incoming/{random}</c> while a request brings them, <c>uploads/{pack}/{first two digits}/{id}</c> once they are taken,
/// with <see cref="HeldEnding"/> behind it while nobody may have them. No name and no ending of the sender's is in a path.
/// </summary>
internal sealed class UploadFolder(SiteFolders folders, IOptions<UploadOptions> options)
{
    public const string HeldEnding = ".held";

    /// <summary>No pack can be called so.</summary>
    public const string IncomingName = ".incoming";

    private const string Name = "uploads";

    public string Root => folders.Data(Name);

    public string Incoming => folders.Data(Path.Combine(Name, IncomingName));

    public string PathOf(string pack, Guid id) => Path.Combine(folders.DataDirectory, Name, pack, StartOf(id), id.ToString("N"));

    /// <summary>A new, empty file that only this account can read.</summary>
    /// <exception cref="UploadStorageException">It cannot be made.</exception>
    public FileStream CreateIncoming() => Try(() =>
    {
        var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0, Options = System.IO.FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Incoming, NewId().ToString("N")), settings);
    });

    /// <summary>Moves a file that a request brought to where it stays.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="UploadStorageException">It cannot be moved.</exception>
    public string Keep(string incoming, string pack, Guid id, bool isHeld) => Try(() =>
    {
        // What a row will name must be there after a power cut, too.
        using (var content = File.OpenHandle(incoming, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(content);
        var path = Path.Combine(folders.Data(Path.Combine(Name, pack, StartOf(id))), id.ToString("N")) + (isHeld ? HeldEnding : "");
        File.Move(incoming, path);
        return path;
    });

    /// <exception cref="UploadStorageException">So many bytes would leave less of the disk free than <see cref="UploadOptions.KeepFree"/>.</exception>
    public void CheckRoom(long bytes)
    {
        var free = Try(() => new DriveInfo(Root).AvailableFreeSpace);
        if (free - options.Value.KeepFree < bytes)
            throw new UploadStorageException($"{free} bytes of the disk are free; {bytes} more would leave less than Files:KeepFree ({options.Value.KeepFree}).");
    }

    public static Guid NewId() => new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    private static string StartOf(Guid id) => id.ToString("N")[..2];

    public static T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UploadStorageException(e.Message, e);
        }
    }
}
