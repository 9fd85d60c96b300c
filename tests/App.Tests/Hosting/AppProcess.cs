using System.Diagnostics;
using Testing;

namespace App.Tests.Hosting;

/// <summary>The built App as a second process, as its owner starts it, with a data directory of its own.</summary>
internal sealed class AppProcess(string dataDirectory) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private Process? _process;

    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>The folder that its owner is in: that of <c>content/</c> and <c>layout.html</c>.</summary>
    public string Folder { get; init; } = Repository.PathOf("src/App");

    /// <summary>Runs it until it ends by itself.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        _process = Start(arguments);
        var errors = _process.StandardError.ReadToEndAsync();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output, await errors);
    }

    /// <summary>Starts the site, on a free port unless another address is given.</summary>
    /// <returns>What it printed up to <paramref name="last"/>, that line included.</returns>
    public async Task<string> ServeAsync(string last, string url = "http://127.0.0.1:0")
    {
        _process = Start("--urls", url);
        _ = _process.StandardError.ReadToEndAsync();
        var printed = "";
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            printed += line + "\n";
            if (line.Contains(last, StringComparison.Ordinal))
                return printed;
        }
        throw new InvalidOperationException($"It ended without saying '{last}':\n{printed}");
    }

    /// <summary>What it prints from here on within a moment.</summary>
    public async Task<string> RestAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        _process!.Kill();
        return await _process.StandardOutput.ReadToEndAsync();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "App.dll")))
            start.ArgumentList.Add(argument);
        start.Environment["Site__DataDirectory"] = dataDirectory;
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var (name, value) in Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }
}
