using System.Net;
using System.Net.Sockets;

namespace Components.Outgoing;

/// <summary>
/// Connects only to addresses that are allowed. A name is looked up here, where it is connected to: between a check before and now it could have come to mean something else (DNS
/// rebinding). Whatever way an address is spelled in a URL, what is looked at is the address itself.
/// </summary>
/// <param name="resolve">Looks a name up.</param>
/// <param name="mayConnect">Whether a request that names this host may be sent to this address.</param>
/// <param name="hint">What the owner can do about a refusal.</param>
internal sealed class GuardedConnection(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<HttpRequestMessage, DnsEndPoint, IPAddress, bool> mayConnect, string hint)
{
    /// <summary>A client's lower half that connects in this way, keeps no cookies, follows no redirect, and says nothing of this site but what it is told to.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        // Where a redirect leads is looked at first, if it is followed at all.
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would connect in our stead, unseen.
        UseProxy = false,
        ConnectCallback = ConnectAsync,
        MaxResponseHeadersLength = 32,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var end = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(end.Host.Trim('[', ']'), out var literal) ? [literal] : await resolve(end.Host, cancellation);
        var allowed = Array.FindAll(addresses, address => mayConnect(context.InitialRequestMessage, end, address));
        if (allowed.Length == 0)
            throw new HttpRequestException($"{end.Host} leads to an address that is not public; see {hint}");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
