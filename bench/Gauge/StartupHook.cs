using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Tells the benchmark what a process has allocated and how many SQL statements it has carried out, without a line in that process's own code: the runtime loads this by
/// <c>DOTNET_STARTUP_HOOKS</c> (https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md) before <c>Main</c>. It costs nothing until somebody asks.
/// </summary>
/// <remarks>Whoever connects to the Unix socket named in <c>BENCH_GAUGE</c> gets one line and is let go; a byte sent first asks for a collection before it.</remarks>
#pragma warning disable CA1050 // The runtime looks for this name outside of any namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("BENCH_GAUGE") is not { Length: > 0 } path)
            return;
        if (Environment.GetEnvironmentVariable("BENCH_STATEMENTS") is "1")
            Gauge.Statements.Count();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        new Thread(() => Answer(socket)) { IsBackground = true, Name = "Gauge" }.Start();
    }

    private static void Answer(Socket socket)
    {
        Span<byte> asked = stackalloc byte[1];
        while (true)
        {
            using var who = socket.Accept();
            try
            {
                if (who.Receive(asked) == 1 && asked[0] == 'c')
                    GC.Collect();
                who.Send(Encoding.ASCII.GetBytes(string.Create(
                    CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes()} {GC.GetTotalMemory(false)} {GC.CollectionCount(0)} {GC.CollectionCount(2)} {Gauge.Statements.Total}\n")));
            }
            catch (SocketException)
            {
                // Who asked has gone; the next one is served all the same.
            }
        }
    }
}
