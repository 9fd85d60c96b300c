using System.Diagnostics;
using System.Text.RegularExpressions;
using Testing;

namespace Crash.Tests;

/// <summary>The built App as its owner starts it, on one port for all its lives, so that browsers outlive it.</summary>
internal sealed partial class LiveApp(string dataDirectory, params (string Name, string Value)[] settings) : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private readonly int _port = FreePort.Next();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string DatabaseFile => Path.Combine(dataDirectory, "site.db");

    /// <summary>Where the first administrator is made; null where there is one.</summary>
    public Uri? SetUpLink { get; private set; }

    public async Task StartAsync()
    {
        Debug.Assert(_process is null);
        _process = Run("--urls", Address.ToString());
        _ = _process.StandardError.ReadToEndAsync();
        var printed = "";
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(StartPatience) is { } line)
        {
            printed += line + "\n";
            if (line.StartsWith("Layout:", StringComparison.Ordinal))
                break;
        }
        if (!printed.Contains("The site runs", StringComparison.Ordinal))
            throw new InvalidOperationException($"The site did not start:\n{printed}");
        _ = ReadOnAsync(_process.StandardOutput);
    }

    /// <summary>The administrator's link, which is printed after all else, at the first start.</summary>
    public async Task<Uri> SetUpLinkAsync()
    {
        for (var i = 0; SetUpLink is null && i < 600; i++)
            await Task.Delay(50);
        return SetUpLink ?? throw new InvalidOperationException("There was no link to make an administrator by.");
    }

    /// <summary><c>kill -9</c>: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs a command of the App beside it.</summary>
    public async Task<(int ExitCode, string Output)> CommandAsync(params string[] arguments)
    {
        using var process = Run(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private async Task ReadOnAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            if (Link().Match(line) is { Success: true } link)
                SetUpLink = new Uri(link.Value);
    }

    private Process Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.PathOf("src/App") };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "App.dll")))
            start.ArgumentList.Add(argument);
        start.Environment["Site__DataDirectory"] = dataDirectory;
        start.Environment["Logging__LogLevel__Default"] = "None";
        start.Environment["Components__PostsPerMinute"] = "100000";
        start.Environment["Packs__Comments__AllowGuests"] = "true";
        start.Environment["Packs__Comments__MemberPostsPerMinute"] = "1000";
        start.Environment["Packs__Comments__GuestPostsPerMinute"] = "1000";
        start.Environment["Packs__Comments__GuestPostsPerHour"] = "10000";
        start.Environment["Packs__Comments__VotesPerMinute"] = "10000";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"https?://\S+/account/setup\S*")]
    private static partial Regex Link();
}
