using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Components.Signing;

/// <summary>
/// The keys that sign and verify URLs, kept in <c>signing-keys.json</c> in the data directory. The newest key signs, older ones verify
/// until they are retired, retired ones only tell what once was right. The file is made at first use and read again when it
/// changes, so that a rotation in another process reaches a running site within two seconds.
/// </summary>
public sealed partial class KeyRing(string path, TimeProvider clock)
{
    private static readonly TimeSpan RereadAfter = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private volatile State? _state;

    private sealed record State(SigningKey[] Keys, SigningKey Current, DateTime FileTime, long CheckedAt);

    /// <summary>All keys, oldest first. The same list as long as none is added or retired.</summary>
    public IReadOnlyList<SigningKey> Keys => Read().Keys;

    /// <summary>The key that signs: the newest that is not retired.</summary>
    public SigningKey Current => Read().Current;

    /// <summary>The key with that id, retired or not; null where there was never one.</summary>
    public SigningKey? Find(ReadOnlySpan<char> id)
    {
        foreach (var key in Read().Keys)
            if (id.SequenceEqual(key.Id))
                return key;
        return null;
    }

    /// <summary>Adds a key that signs from now on; the older ones go on verifying. Writes the file.</summary>
    public SigningKey Rotate()
    {
        lock (_lock)
        {
            var known = Load().Keys;
            using var alone = OthersWait();
            var keys = ReadFile(known);
            var key = NewKey(keys);
            Write([.. keys, key]);
            return key;
        }
    }

    /// <summary>Stops a key from being accepted: what it signed is answered with 410 from now on. Writes the file.</summary>
    /// <exception cref="ArgumentException">There is no such key, or it is the one that signs.</exception>
    public SigningKey Retire(string id)
    {
        lock (_lock)
        {
            var known = Load().Keys;
            using var alone = OthersWait();
            var keys = ReadFile(known);
            var at = Array.FindIndex(keys, key => key.Id == id);
            if (at < 0)
                throw new ArgumentException($"There is no key '{id}'.", nameof(id));
            if (keys[at] == CurrentOf(keys))
                throw new ArgumentException($"Key '{id}' signs at the moment. Rotate first, then retire it.", nameof(id));
            keys[at] = keys[at] with { RetiredAt = keys[at].RetiredAt ?? clock.GetUtcNow() };
            Write(keys);
            return keys[at];
        }
    }

    private State Read()
    {
        var state = _state;
        if (state is not null && clock.GetElapsedTime(state.CheckedAt) < RereadAfter)
            return state;
        lock (_lock)
            return Load();
    }

    private State Load()
    {
        if (!File.Exists(path))
            Create();
        var fileTime = File.GetLastWriteTimeUtc(path);
        var keys = _state is { } known && known.FileTime == fileTime ? known.Keys : ReadFile(_state?.Keys);
        return _state = new State(keys, CurrentOf(keys), fileTime, clock.GetTimestamp());
    }

    private SigningKey[] ReadFile(SigningKey[]? known)
    {
        try
        {
            var keys = JsonSerializer.Deserialize(File.ReadAllBytes(path), KeyFile.Default.SigningKeyArray);
            if (keys is { Length: > 0 } && keys.Any(key => !key.IsRetired))
                return [.. keys.OrderBy(key => key.CreatedAt)];
        }
        catch (JsonException)
        {
            // Answered below, like a file without keys.
        }
        return known ?? throw new InvalidDataException($"{path} holds no usable signing key. Restore it from a backup, or delete it to start with a new key (pages that are open must then be reloaded).");
    }

    private static SigningKey CurrentOf(SigningKey[] keys) => keys.Last(key => !key.IsRetired);

    private SigningKey NewKey(SigningKey[] others)
    {
        string id;
        do
            id = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 4);
        while (others.Any(key => key.Id == id));
        // Never older than the others, or it would not sign: the clock may have been set back.
        var now = others.Select(key => key.CreatedAt).Append(clock.GetUtcNow()).Max();
        return new SigningKey(id, RandomNumberGenerator.GetBytes(32), now, null);
    }

    private void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var alone = OthersWait();
        // Another process may have been first: its keys count.
        if (!File.Exists(path))
            File.Move(WriteTemporary([NewKey([])]), path);
    }

    /// <summary>One process at a time makes or changes the keys. (<see cref="File.Move(string, string)"/> looks for the file before it moves, so it does not keep two apart.)</summary>
    private FileStream OthersWait()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 500)
            {
                Thread.Sleep(10);
            }
        }
    }

    private void Write(SigningKey[] keys)
    {
        File.Move(WriteTemporary(keys), path, overwrite: true);
        _state = new State(keys, CurrentOf(keys), File.GetLastWriteTimeUtc(path), clock.GetTimestamp());
    }

    private string WriteTemporary(SigningKey[] keys)
    {
        // Containers on one volume all have the same process id.
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, keys, KeyFile.Default.SigningKeyArray);
            file.Flush(flushToDisk: true);
        }
        return temporary;
    }

    // Written out by the compiler: every start reads the file, and finding out how by reflection takes longer than the rest of it.
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
    [JsonSerializable(typeof(SigningKey[]))]
    private sealed partial class KeyFile : JsonSerializerContext;
}
