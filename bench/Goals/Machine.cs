using System.Globalization;
using System.Runtime.InteropServices;

namespace Goals;

/// <summary>Where a run took place.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = double.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1_048_576;
        var kernel = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim();
        var sdk = (await Command.RunAsync(Workplace.Source, "dotnet", "--version")).Trim();
        var commit = (await Command.RunAsync(Workplace.Source, "git", "log", "-1", "--format=%h of %cs")).Trim();
        return $"{Environment.ProcessorCount} cores ({processor}), {memory:0} GB, Linux {kernel}, .NET SDK {sdk}, commit {commit}";
    }

    /// <summary>How many processes wanted the machine, on average over the last minute.</summary>
    public static string LoadAverage => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
