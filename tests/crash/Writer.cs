using System.Net;
using Testing;

namespace Crash.Tests;

/// <summary>One of those who post while the site dies: remembers what was acknowledged, and the one post of which nobody knows what became.</summary>
internal sealed class Writer : IDisposable
{
    private readonly HttpClient _client;
    private readonly Visitor _visitor;
    private readonly string _name;
    private readonly bool _isGuest;
    private readonly List<string> _forms = [];
    private readonly List<string> _votes = [];
    private int _number;

    public Writer(Uri address, string name, bool isGuest)
    {
        (_name, _isGuest) = (name, isGuest);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _visitor = new Visitor(_client);
    }

    public sealed record Post(string Form, string Key, string Text);

    public Visitor Visitor => _visitor;

    /// <summary>What was answered with 200, the text of each.</summary>
    public List<Post> Acknowledged { get; } = [];

    /// <summary>What was under way when the site died; null: nothing.</summary>
    public Post? Unknown { get; private set; }

    /// <summary>Answers that should not be.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Looks where one can write: the thread, and some of its comments.</summary>
    public async Task LookAsync(string article)
    {
        var page = await _visitor.OpenAsync(article);
        var thread = page.FindAll(".comments-thread").Count > 0 ? page : await _visitor.LoadAsync(page.FragmentUrl("comments/thread"));
        _forms.Clear();
        _votes.Clear();
        _forms.Add(FormOf(thread));
        _votes.AddRange(thread.FindAll("form.comments-votes").Select(form => form.GetAttribute("hx-post")!).Take(5));
        foreach (var link in thread.FindAll(".comments-actions a[hx-get*='comments/reply']").Take(3))
            _forms.Add(FormOf(await _visitor.LoadAsync(link.GetAttribute("hx-get")!)));
    }

    /// <summary>Posts, answers and votes until the site is gone.</summary>
    public async Task WriteAsync(int round)
    {
        try
        {
            while (true)
            {
                var text = $"Round {round} of {_name}, number {++_number}: {Guid.NewGuid():N}";
                Unknown = new Post(_forms[_number % _forms.Count], Guid.NewGuid().ToString("D"), text);
                await SendUnknownAsync();
                if (_votes.Count > 0)
                    await _visitor.PostAsync(_votes[_number % _votes.Count], ("Value", "1"));
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // As it should be: the site was killed.
        }
    }

    /// <summary>Sends once more what nobody knows the fate of, and something that was acknowledged, as a browser does whose answer was lost.</summary>
    public async Task RetryAsync()
    {
        if (Unknown is not null)
            await SendUnknownAsync();
        if (Acknowledged.Count > 0)
            await SendAsync(Acknowledged[^1]);
    }

    public async Task<HttpStatusCode> SendAsync(Post post)
    {
        List<(string, string)> fields = [("_key", post.Key), ("Text", post.Text)];
        if (_isGuest)
            fields.Add(("Name", _name));
        var answer = await _visitor.PostAsync(post.Form, [.. fields]);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            Surprises.Add($"{answer.Status}: {answer.Html}");
        return answer.Status;
    }

    public string NewForm => _forms[0];

    public void Dispose() => _client.Dispose();

    private async Task SendUnknownAsync()
    {
        var post = Unknown!;
        if (await SendAsync(post) == HttpStatusCode.OK)
            Acknowledged.Add(post);
        Unknown = null;
    }

    private static string FormOf(Page page) => page.Find("form.comments-form").GetAttribute("hx-post")!;
}
