using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Files;

/// <summary>Asks the owner's scanner about a file.</summary>
internal sealed partial class FileScanner(IOptions<UploadOptions> options, TimeProvider clock, ILogger<FileScanner> logger) : IDisposable
{
    private const int Clean = 0, Found = 1, LongestOutput = 2_000;

    // Each may take a whole processor and much memory.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount));

    public bool IsOn => options.Value.Scanner.Count > 0;

    /// <returns>Null: clean, or there is no scanner. Else <see cref="FileRefusalReason.Infected"/> or <see cref="FileRefusalReason.Unscanned"/>.</returns>
    public async Task<FileRefusalReason?> ScanAsync(string path, CancellationToken cancellation)
    {
        if (!IsOn)
            return null;
        await _places.WaitAsync(cancellation);
        try
        {
            return await RunAsync(path, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<FileRefusalReason?> RunAsync(string path, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Command(path) };
        using var limit = new CancellationTokenSource(options.Value.ScannerTimeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            process.Start();
            process.StandardInput.Close();
            // Both are read to the end, or a scanner with much to say would wait for us for ever.
            var said = Task.WhenAll(ReadAsync(process.StandardOutput, ending.Token), ReadAsync(process.StandardError, ending.Token));
            await process.WaitForExitAsync(ending.Token);
            return Judge(process.ExitCode, string.Join(' ', await said).Trim(), Path.GetFileName(path));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Log.TooSlow(logger, options.Value.Scanner[0], options.Value.ScannerTimeout);
            return FileRefusalReason.Unscanned;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            Log.NotStarted(logger, options.Value.Scanner[0], e.Message);
            return FileRefusalReason.Unscanned;
        }
        finally
        {
            Stop(process);
        }
    }

    private ProcessStartInfo Command(string path)
    {
        var scanner = options.Value.Scanner;
        var command = new ProcessStartInfo(scanner[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        foreach (var argument in scanner.Skip(1))
            command.ArgumentList.Add(argument.Replace(UploadOptions.FilePlace, path, StringComparison.Ordinal));
        return command;
    }

    private FileRefusalReason? Judge(int code, string said, string file)
    {
        if (code == Clean)
            return null;
        if (code == Found)
            Log.Infected(logger, file, said);
        else
            Log.CannotTell(logger, code, said);
        return code == Found ? FileRefusalReason.Infected : FileRefusalReason.Unscanned;
    }

    private static async Task<string> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var start = "";
        var buffer = new char[1_024];
        int read;
        while ((read = await output.ReadAsync(buffer, cancellation)) > 0)
            if (start.Length < LongestOutput)
                start += new string(buffer, 0, read);
        return start;
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It never started, or ended meanwhile.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The scanner found something in the file {File}: {Said}")]
        public static partial void Infected(ILogger logger, string file, string said);

        [LoggerMessage(2, LogLevel.Error, "The scanner could not tell (exit code {Code}): {Said}")]
        public static partial void CannotTell(ILogger logger, int code, string said);

        [LoggerMessage(3, LogLevel.Error, "The scanner {Program} took longer than {Limit} and was stopped. See Files:ScannerTimeout")]
        public static partial void TooSlow(ILogger logger, string program, TimeSpan limit);

        [LoggerMessage(4, LogLevel.Error, "The scanner {Program} could not be run: {Problem}. See Files:Scanner")]
        public static partial void NotStarted(ILogger logger, string program, string problem);
    }
}
