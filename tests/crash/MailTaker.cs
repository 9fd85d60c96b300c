using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Crash.Tests;

/// <summary>A mail as the server took it.</summary>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="MessageId">Its header.</param>
/// <param name="Name">Which message it tells of.</param>
internal sealed record TakenMail(long At, string MessageId, string Name);

/// <summary>A real SMTP server (Debian's python3-aiosmtpd) that stays up while the site dies.</summary>
internal sealed class MailTaker(string folder) : IDisposable
{
    private readonly string _file = Path.Combine(folder, "mails.txt");
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    public IReadOnlyList<TakenMail> Mails => [.. Lines().Select(line => line.Split(' ')).Select(parts => new TakenMail(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2]))];

    public void Start()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "smtp_taker.py"), $"{Port}", _file]) { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        Assert.Equal("ready", _process.StandardOutput.ReadLine());
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private string[] Lines()
    {
        if (!File.Exists(_file))
            return [];
        using var reader = new StreamReader(new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        // The last line may be half-written.
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}
