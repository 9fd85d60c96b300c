using System.Net.Sockets;
using System.Text;
using Components.Admission;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Admission;

/// <summary>A site on a real server that makes one answer and one post at once, and where nobody waits. A test takes the permits, as a crowd does.</summary>
internal sealed class CrowdedSite : KestrelHost
{
    public CrowdedSite()
    {
        Languages = ["en", "ja"];
        Settings["Components:Admission:AtOnce"] = "1";
        Settings["Components:Admission:PostsAtOnce"] = "1";
        Settings["Components:Admission:MostWaiting"] = "0";
        Settings["Components:Admission:MostPostsWaiting"] = "0";
        Settings["Components:Batch"] = "true";
    }

    /// <summary>One where ten can wait, for as long as it takes: its clock stands still.</summary>
    public static async Task<CrowdedSite> WithWaitingAsync()
    {
        var site = new CrowdedSite();
        site.Settings["Components:Admission:MostWaiting"] = "10";
        site.Settings["Components:Admission:MostPostsWaiting"] = "10";
        await site.InitializeAsync();
        return site;
    }

    public AdmissionGate Gate => Services.GetRequiredService<AdmissionGate>();

    public async Task<Permit> CrowdAsync(Turns turns)
    {
        var permit = new Permit(turns);
        Assert.True(await permit.EnterAsync());
        return permit;
    }

    /// <summary>Waits until so many permits are held: what a server does is not over when its client hears of it.</summary>
    public static async Task HeldAsync(Turns turns, int count)
    {
        for (var i = 0; i < 600 && turns.Count.Held != count; i++)
            await Task.Delay(50);
        Assert.Equal(count, turns.Count.Held);
    }

    public HttpClient CreatePatientClient()
    {
        var client = CreateClient();
        (client.BaseAddress, client.Timeout) = (Address, TimeSpan.FromSeconds(60));
        return client;
    }

    /// <summary>A connection on which a test says what it likes.</summary>
    public async Task<NetworkStream> ConnectAsync(string text)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(Address.Host, Address.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        return stream;
    }
}
