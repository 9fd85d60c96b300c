using System.Globalization;

namespace Goals;

/// <summary>Twenty comments a second for another thread than the one that is read: a cache that forgets too much is found out.</summary>
internal sealed class OtherPosts : IAsyncDisposable
{
    private const string Subject = "other";
    // As all that is looked at, it runs a while before anything is measured: to make code ready takes longer than a comment.
    private const int First = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    // Each is somebody else, as on a site that many people write on.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false });
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _address;
    private readonly Task _work;
    private int _posted;

    private OtherPosts(Uri address)
    {
        _address = address;
        _client.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        _client.DefaultRequestHeaders.Add("HX-Request", "true");
        _work = WorkAsync();
    }

    public bool IsOn { get; set; }

    public static async Task<OtherPosts> StartAsync(Workplace workplace, Server app)
    {
        var posts = new OtherPosts(await BenchSite.PostAddressAsync(app, await BenchSite.FragmentAsync(workplace, Subject, "/bench/other")));
        for (var post = 0; post < First; post++)
            await posts.PostAsync();
        return posts;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _client.Dispose();
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
                if (IsOn)
                    await PostAsync();
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task PostAsync()
    {
        var number = ++_posted;
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new FormUrlEncodedContent([new("_key", Guid.CreateVersion7().ToString("D")), new("Name", "Guest"), new("Text", $"Number {number} of the other thread")]),
            Headers = { { "X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.1.{number >> 8 & 255}.{number & 255}") } },
        };
        using var answer = await _client.SendAsync(request, _end.Token);
        answer.EnsureSuccessStatusCode();
    }
}
