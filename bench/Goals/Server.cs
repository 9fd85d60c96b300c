using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Goals;

/// <summary>A program under test, as a process of its own, with what it uses: processor time, memory, allocations.</summary>
internal sealed class Server : IDisposable
{
    private const double TicksPerSecond = 100;
    private readonly Process _process;
    private readonly string _gauge;

    private Server(Process process, Uri root, string gauge) => (_process, Root, _gauge) = (process, root, gauge);

    public Uri Root { get; }

    /// <summary>Processor time of all its threads, in seconds, to a hundredth.</summary>
    public double ProcessorSeconds
    {
        get
        {
            // Behind the name, which may hold anything: state is the first field, user and system time the 12th and 13th (proc(5)).
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[^1].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>What it holds of the machine's memory, in MB.</summary>
    public double ResidentMegabytes => Number(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;

    /// <summary>Starts it and waits until a path answers.</summary>
    /// <param name="directory">Where it runs.</param>
    /// <param name="program">Its dll.</param>
    /// <param name="environment">Settings; with <c>BENCH_GAUGE</c> it can be asked for <see cref="Gauge"/>.</param>
    /// <param name="path">What must answer 200; the process is ready then.</param>
    public static async Task<Server> StartAsync(string directory, string program, IReadOnlyDictionary<string, string> environment, string path = "/")
    {
        var root = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Process.Start(Command.InfoOf(directory, environment, "dotnet", [program, "--urls", root.ToString().TrimEnd('/')]))!;
        // Nobody reads it, but a full pipe would stop the program.
        process.OutputDataReceived += (_, _) => { };
        var complaints = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new Server(process, root, environment.GetValueOrDefault("BENCH_GAUGE", ""));
        await server.AnsweredAsync(path, complaints);
        return server;
    }

    /// <summary>What it has allocated and done since it started.</summary>
    /// <param name="collects">Whether it collects its garbage first.</param>
    public Gauge Gauge(bool collects = false)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_gauge));
        socket.Send([(byte)(collects ? 'c' : ' ')]);
        using var reader = new StreamReader(new NetworkStream(socket));
        var numbers = reader.ReadLine()!.Split(' ');
        return new Gauge(Number(numbers[0]), Number(numbers[1]) / 1_048_576, (long)Number(numbers[4]));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    // By a bare socket: the fewer there is between us and the first answer, the truer the time of a start.
    private async Task AnsweredAsync(string path, System.Text.StringBuilder complaints)
    {
        var request = System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {Root.Authority}\r\nConnection: close\r\n\r\n");
        var patience = Stopwatch.StartNew();
        while (!await IsAnsweredAsync(request))
        {
            if (_process.HasExited || patience.Elapsed > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} does not serve {path}.\n{complaints}");
            await Task.Delay(2);
        }
    }

    private async Task<bool> IsAnsweredAsync(byte[] request)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Root.Port);
            await socket.SendAsync(request);
            using var reader = new StreamReader(new NetworkStream(socket));
            var answer = await reader.ReadToEndAsync();
            return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What a process says of itself through <c>bench/Gauge</c>.</summary>
/// <param name="Allocated">Bytes allocated since its start.</param>
/// <param name="HeapMegabytes">The managed heap.</param>
/// <param name="Statements">SQL statements carried out since its start; 0 where they are not counted.</param>
internal readonly record struct Gauge(double Allocated, double HeapMegabytes, long Statements);
