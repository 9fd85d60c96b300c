using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Components.Files;

/// <summary>A file's bytes by their place, through a window that follows: never the whole of it in memory.</summary>
internal sealed class FileBytes(SafeFileHandle handle)
{
    private readonly byte[] _window = new byte[65_536];
    private long _start;
    private int _count;

    public long Length { get; } = RandomAccess.GetLength(handle);

    /// <summary>A byte; -1 outside of the file.</summary>
    public int this[long place]
    {
        get
        {
            if (place < 0 || place >= Length)
                return -1;
            if (place < _start || place >= _start + _count)
                Move(place);
            return place - _start < _count ? _window[place - _start] : -1;
        }
    }

    /// <summary>Some bytes; fewer where the file ends.</summary>
    public byte[] Read(long place, int count)
    {
        if (place < 0 || place >= Length || count <= 0)
            return [];
        var bytes = new byte[Math.Min(count, Length - place)];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), place + read) is > 0 and var more)
            read += more;
        return read == bytes.Length ? bytes : bytes[..read];
    }

    public bool Has(long place, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            if (this[place + i] != bytes[i])
                return false;
        return true;
    }

    /// <summary>Numbers of two, four and eight bytes; -1 where the file ends before, or it is larger than a file can be.</summary>
    public long BigEndian(long place, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        return Take(place, bytes[(8 - size)..]) && BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and var number ? number : -1;
    }

    public long LittleEndian(long place, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        return Take(place, bytes[..size]) && BinaryPrimitives.ReadInt64LittleEndian(bytes) is >= 0 and var number ? number : -1;
    }

    /// <summary>Where the zeros that begin at a place end.</summary>
    public long SkipZeros(long place)
    {
        while (this[place] == 0)
            place++;
        return place;
    }

    /// <summary>The content in pieces that overlap, so that nothing shorter than the overlap is cut apart.</summary>
    public IEnumerable<byte[]> Pieces(int overlap)
    {
        const int Size = 262_144;
        for (long place = 0; place < Length; place += Size - overlap)
            yield return Read(place, Size);
    }

    private bool Take(long place, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            if (this[place + i] is not (>= 0 and var value))
                return false;
            to[i] = (byte)value;
        }
        return true;
    }

    private void Move(long place)
    {
        // A little before it as well: some structures are read backwards.
        _start = Math.Max(0, place - 1_024);
        _count = RandomAccess.Read(handle, _window, _start);
    }
}
