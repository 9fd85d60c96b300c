using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Components.Contact.Tests.Mail;

/// <summary>A real SMTP server (Debian's python3-aiosmtpd) on a port of its own; it can be down, up, and unwilling.</summary>
public sealed class MailServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-").FullName;
    private Process? _process;

    public int Port { get; } = FreePort();

    /// <summary>What it took, as it came, oldest first.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public bool Refuses
    {
        set
        {
            if (value)
                File.WriteAllText(Path.Combine(_folder, "refuse"), "");
            else
                File.Delete(Path.Combine(_folder, "refuse"));
        }
    }

    public void Start()
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "smtp_server.py"), Port.ToString(CultureInfo.InvariantCulture), _folder })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        Assert.Equal("ready", _process.StandardOutput.ReadLine());
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
