namespace Components.Layouts;

/// <summary>Files as they were when each was about to be read, so that a change during the reading is seen too.</summary>
internal sealed class WatchedFiles
{
    private readonly List<(string Path, (long Time, long Length) Stamp)> _files = [];

    /// <summary>False also where nothing was read yet.</summary>
    public bool AreUnchanged => _files.Count > 0 && _files.TrueForAll(file => StampOf(file.Path) == file.Stamp);

    /// <summary>Call it before reading the file, which need not exist.</summary>
    public void Add(string path) => _files.Add((path, StampOf(path)));

    private static (long, long) StampOf(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? (info.LastWriteTimeUtc.Ticks, info.Length) : default;
    }
}
