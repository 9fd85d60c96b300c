using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gauge;

/// <summary>
/// Counts the statements that SQLite itself carries out for this process, whoever sends them: EF Core, ADO.NET or a trigger. SQLite calls <see cref="Connected"/> for each connection that is opened
/// (https://www.sqlite.org/c3ref/auto_extension.html), which asks it to report each statement that begins (https://www.sqlite.org/c3ref/trace_v2.html).
/// </summary>
internal static unsafe partial class Statements
{
    // The same library as the program under test prefers; two copies would not know of each other.
    private const string Library = "libsqlite3.so.0";
    private const uint WhenOneBegins = 1;
    private static long _total;

    public static long Total => Volatile.Read(ref _total);

    public static void Count() => _ = AutoExtension(&Connected);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Connected(nint connection, nint error, nint api) => Trace(connection, WhenOneBegins, &Began, 0);

    // The text of what a trigger does begins with "--".
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Began(uint what, nint context, nint statement, nint text)
    {
        Interlocked.Increment(ref _total);
        return 0;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_auto_extension")]
    private static partial int AutoExtension(delegate* unmanaged[Cdecl]<nint, nint, nint, int> connected);

    [LibraryImport(Library, EntryPoint = "sqlite3_trace_v2")]
    private static partial int Trace(nint connection, uint what, delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int> began, nint context);
}
