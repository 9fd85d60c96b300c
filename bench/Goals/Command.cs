using System.Diagnostics;

namespace Goals;

/// <summary>Programs that are run and waited for.</summary>
internal static class Command
{
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string directory, string program, params string[] arguments) => await RunAsync(directory, new Dictionary<string, string>(), program, (IReadOnlyList<string>)arguments);

    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string directory, IReadOnlyDictionary<string, string> environment, string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(InfoOf(directory, environment, program, arguments))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
    }

    public static ProcessStartInfo InfoOf(string directory, IReadOnlyDictionary<string, string> environment, string program, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return info;
    }
}
