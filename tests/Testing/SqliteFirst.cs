using System.Runtime.CompilerServices;
using Components.Sqlite;

namespace Testing;

/// <summary>Tests look into databases by themselves, perhaps before any site has started: SQLite touched unprepared stays spoilt for the whole process.</summary>
internal static class SqliteFirst
{
    // An initializer, since no test can be sure to be the first.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare() => RuntimeHelpers.RunModuleConstructor(typeof(SqliteSetup).Module.ModuleHandle);
}
