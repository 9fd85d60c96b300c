using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Components.Sqlite;

/// <summary>
/// Makes SQLitePCLRaw 2.0.6 serve EF Core 10, which asks for 2.1.13. Two things stand between them: the runtime refuses an assembly of a lower version than was asked for,
/// so the files that lie beside the program are offered; and the bundled SQLite is 3.35.5, so the system's own library is preferred. This file
/// and the pins go once a newer SQLitePCLRaw can be had: docs/dependencies.md.
/// </summary>
internal static class SqliteNative
{
    /// <summary>The name by which the native library is asked for, whichever of them it is.</summary>
    public const string Library = "e_sqlite3";

    private static readonly string[] SystemLibraries = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"];

    // An initializer of the library, so that it is done before anybody touches SQLite, whichever host they have.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        // Not AssemblyLoadContext.Resolving: what that answers is compared by name in the invariant culture, whose rules take a start 30 ms to load.
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => LoadBesideProgram(new AssemblyName(wanted.Name));
        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), PreferSystem);
        // The same one for what we ask it ourselves.
        NativeLibrary.SetDllImportResolver(typeof(SqliteNative).Assembly, PreferSystem);
    }

    private static Assembly? LoadBesideProgram(AssemblyName name)
    {
        if (name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) != true)
            return null;
        var file = Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll");
        return File.Exists(file) ? AssemblyLoadContext.Default.LoadFromAssemblyPath(file) : null;
    }

    private static nint PreferSystem(string library, Assembly assembly, DllImportSearchPath? search)
    {
        foreach (var name in SystemLibraries)
            if (library == Library && NativeLibrary.TryLoad(name, out var handle))
                return handle;
        // Zero: the runtime goes on with the bundled one.
        return 0;
    }
}
