using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Messages;

/// <summary>
/// Two ends of mail: one takes every mail at once, as a mail server on the same machine does, and costs next to nothing, so that what is measured is the site; the other takes the
/// connection and never says a word.
/// </summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener _taking = Listen();
    private readonly TcpListener _silent = Listen();
    private int _taken;

    public MailSink() => _ = TakeAsync();

    public int Port => ((IPEndPoint)_taking.LocalEndpoint).Port;

    public int SilentPort => ((IPEndPoint)_silent.LocalEndpoint).Port;

    /// <summary>How many mails it took.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Dispose()
    {
        _taking.Dispose();
        _silent.Dispose();
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(512);
        return listener;
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _taking.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    // RFC 5321, as far as a mail is handed over.
    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line)
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync() is { } text && text != ".")
                    {
                    }
                    Interlocked.Increment(ref _taken);
                    await writer.WriteLineAsync("250 taken");
                }
                else
                    await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
        }
        catch (IOException)
        {
            // The other end was in a hurry.
        }
    }
}
