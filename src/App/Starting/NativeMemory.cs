using System.Runtime.InteropServices;

namespace App.Starting;

/// <summary>
/// What is not the collector's: the runtime's compiler and SQLite take their memory from the C library. glibc keeps up to eight heaps for each processor and hardly ever gives back what is free in them; after a load two
/// thirds were. A heap a processor beside those that are there at the start is enough, since what is asked often does not ask it, and what is free is given back each minute: half a millisecond, in which others who
/// take memory may wait for it.
/// </summary>
/// <remarks>https://man7.org/linux/man-pages/man3/mallopt.3.html, …/malloc_trim.3.html. Where there is no glibc nothing is done: others do not keep as much.</remarks>
internal static class NativeMemory
{
    private const string Library = "libc.so.6";
    private const int MostHeaps = -8;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private static Timer? _timer;

    /// <summary>
    /// For the whole process, so only where the site is all of it; before there are more than eight threads that took memory, since glibc settles it then. Who runs the site can say how many by <c>MALLOC_ARENA_MAX</c>.
    /// </summary>
    public static void GiveBack()
    {
        if (!SiteHost.IsProgram || !OperatingSystem.IsLinux())
            return;
        try
        {
            if (Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null)
                _ = mallopt(MostHeaps, Math.Max(2, Environment.ProcessorCount));
            _ = malloc_trim(0);
            _timer = new Timer(static _ => _ = malloc_trim(0), null, Between, Between);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another library: musl, as on Alpine.
        }
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mallopt(int parameter, int value);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int malloc_trim(nuint pad);
}
