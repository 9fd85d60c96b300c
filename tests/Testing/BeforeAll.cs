using System.Runtime.CompilerServices;
using Components.Sqlite;

namespace Testing;

/// <summary>What holds for all sites of a test run, before the first of them is made.</summary>
internal static class BeforeAll
{
    // An initializer, since no test can be sure to be the first.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        // Tests look into databases by themselves, perhaps before any site has started: SQLite touched unprepared stays spoilt for the whole process.
        RuntimeHelpers.RunModuleConstructor(typeof(SqliteSetup).Module.ModuleHandle);
        // Each site would watch its settings for changes, and Linux lets one user watch 128 places: fewer than there are sites in a run.
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
    }
}
