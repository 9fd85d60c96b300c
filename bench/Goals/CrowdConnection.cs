using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Goals;

/// <summary>
/// One browser's connection: asks for one thing, waits until the answer is there, and can be asked again. By a bare socket, since the crowd lives on the processors of the server that it asks: a whole HTTP client costs more
/// for each request than the server needs to refuse it.
/// </summary>
internal sealed class CrowdConnection(Uri address, params IReadOnlyList<string> headers) : IDisposable
{
    private const int BufferSize = 32_768;
    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n");
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public void Dispose() => _socket.Dispose();

    /// <returns>The status of the answer, which has been read to its end.</returns>
    /// <exception cref="IOException">The server closed the connection before that, or what it says is no HTTP.</exception>
    public async Task<HttpStatusCode> AskAsync()
    {
        if (!_socket.Connected)
            await _socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        await _socket.SendAsync(_request);
        // Nothing is held while nothing comes: thousands wait.
        await _socket.ReceiveAsync(Memory<byte>.Empty);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            return await ReadAsync(buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<HttpStatusCode> ReadAsync(byte[] buffer)
    {
        var (read, head) = (0, -1);
        while (head < 0)
        {
            read += await ReceiveAsync(buffer.AsMemory(read));
            head = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }
        var text = Encoding.ASCII.GetString(buffer, 0, head + 2);
        var body = head + 4;
        var status = (HttpStatusCode)int.Parse(text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        if (FieldOf(text, "Content-Length") is { } length)
            await SkipAsync(buffer, long.Parse(length, CultureInfo.InvariantCulture) - (read - body));
        else if (FieldOf(text, "Transfer-Encoding") == "chunked")
            await SkipChunksAsync(buffer, body, read);
        return status;
    }

    private async Task SkipAsync(byte[] buffer, long left)
    {
        while (left > 0)
            left -= await ReceiveAsync(buffer);
    }

    // RFC 9112, 7.1: a size in hexadecimal digits, that many bytes and an end of line, until the size is 0.
    private async Task SkipChunksAsync(byte[] buffer, int at, int read)
    {
        while (true)
        {
            int end;
            while ((end = buffer.AsSpan(at, read - at).IndexOf("\r\n"u8)) < 0)
            {
                buffer.AsSpan(at, read - at).CopyTo(buffer);
                (at, read) = (0, read - at);
                read += await ReceiveAsync(buffer.AsMemory(read));
            }
            var size = long.Parse(Encoding.ASCII.GetString(buffer, at, end), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at += end + 2;
            var next = at + size + 2;
            while (next > read)
            {
                next -= read;
                read = await ReceiveAsync(buffer);
            }
            at = (int)next;
            if (size == 0)
                return;
        }
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer) =>
        await _socket.ReceiveAsync(buffer) is > 0 and var read ? read : throw new IOException("The connection was closed before the answer was complete.");

    private static string? FieldOf(string head, string name)
    {
        var start = head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        start += name.Length + 4;
        return head[start..head.IndexOf("\r\n", start, StringComparison.Ordinal)];
    }
}
