using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Components.Files;
using Components.Packs;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Files;

/// <summary>Files on their way from a form to the data directory, on a real server.</summary>
public sealed class ReceivingTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    private string Incoming => Path.Combine(host.DataDirectory, "uploads", UploadFolder.IncomingName);

    // The folder is made when the first file comes.
    private string[] Arriving => Directory.Exists(Incoming) ? Directory.GetFiles(Incoming) : [];

    private string Kept => Path.Combine(host.DataDirectory, "uploads", "test");

    private FileStore<TestPack> Store => host.Services.GetRequiredService<FileStore<TestPack>>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_kept_under_a_random_name_with_and_without_JavaScript(bool isHtmx)
    {
        var (status, html) = await SendAsync(isHtmx, [], ("cv.pdf.phtml", Samples.Pdf), ("日本.jpg", Samples.Png));
        Assert.Equal(HttpStatusCode.OK, status);
        var taken = Taken(html);
        Assert.Equal(2, taken.Length);
        Assert.EndsWith($" cv.pdf application/pdf {Samples.Pdf.Length} {Sha(Samples.Pdf)}", taken[0], StringComparison.Ordinal);
        Assert.EndsWith($" 日本.png image/png {Samples.Png.Length} {Sha(Samples.Png)}", taken[1], StringComparison.Ordinal);
        var path = Store.PathOf(IdOf(taken[0]))!;
        Assert.Equal(IdOf(taken[0]).ToString("N"), Path.GetFileName(path));
        Assert.Equal(Samples.Pdf, await File.ReadAllBytesAsync(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            for (var folder = Path.GetDirectoryName(path)!; folder != host.DataDirectory; folder = Path.GetDirectoryName(folder)!)
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
        Assert.True(Store.Delete(IdOf(taken[0])));
        Assert.Null(Store.PathOf(IdOf(taken[0])));
        Assert.Null(Store.Open(IdOf(taken[0])));
        Assert.Empty(Arriving);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_refused_is_told_beside_its_field_and_what_was_typed_stays(bool isHtmx)
    {
        var before = CountKept();
        var (status, html) = await SendAsync(isHtmx, [], ("ok.pdf", Samples.Pdf), ("photo.png", Encoding.ASCII.GetBytes("<html><script>alert(1)</script>")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("“photo.png” cannot be taken: it looks like a web page or a program.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"typed\"", html, StringComparison.Ordinal);
        Assert.Empty(Arriving);
        Assert.Equal(before, CountKept());
    }

    [Fact]
    public async Task One_that_is_too_large_does_not_reach_the_handler()
    {
        host.Journal.Clear();
        var (status, html) = await SendAsync(isHtmx: false, [("MostBytes", 5_000)], ("large.txt", new byte[6_000]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("“large.txt” is too large: 6 kB. A file may have at most 5 kB.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"typed\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Journal.Entries, entry => entry.StartsWith("attach", StringComparison.Ordinal));
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task More_than_allowed_are_not_kept()
    {
        var (status, html) = await SendAsync(isHtmx: true, [], [.. Enumerable.Range(0, 5).Select(i => ($"{i}.txt", "text"u8.ToArray()))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("At most 3 files can be sent.", html, StringComparison.Ordinal);
        Assert.Empty(Arriving);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_may_be_as_large_as_the_rules_allow_and_no_larger(bool isChunked)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(true, [], isChunked, ("a.txt", Text(999_000)), ("b.txt", Text(999_000)))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(true, [], isChunked, ("a.txt", Text(999_000)), ("b.txt", Text(999_000)), ("c.txt", Text(999_000)))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(true, [("Kinds", "none")], isChunked, ("a.txt", Text(400_000)))).Status);
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task Text_has_the_limit_of_an_ordinary_form_beside_files()
    {
        using var form = new MultipartFormDataContent { { new StringContent(new string('x', 300_000)), "Text" } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(form, true, [])).Status);
    }

    [Theory]
    [InlineData("filename*=UTF-8''a%00%E2%80%AEb.phtml", "ab.txt")]
    [InlineData("filename=\"../../x\"", "x.txt")]
    [InlineData("filename=\"a\0b.txt\"", "ab.txt")]
    [InlineData("filename=\"C:\\temp\\y.exe\"", "y.txt")]
    public async Task Names_lead_nowhere(string disposition, string shown)
    {
        var (status, html) = await PostAsync(Raw($"--b\r\nContent-Disposition: form-data; name=\"files\"; {disposition}\r\nContent-Type: image/png\r\n\r\nhello\r\n--b--\r\n"), true, []);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith($" {shown} text/plain 5 {Sha("hello"u8.ToArray())}", Assert.Single(Taken(html)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nends too early")]
    [InlineData("--b\r\n\r\nno field\r\n--b--\r\n")]
    public async Task A_broken_form_leaves_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Raw(body), true, [])).Status);
        Assert.Empty(Arriving);
    }

    [Fact]
    public async Task A_file_is_on_the_disk_while_it_comes_and_gone_when_the_sender_goes()
    {
        var url = Url([]).PartialOf("post");
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {url} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nSec-Fetch-Site: same-origin\r\nHX-Request: true\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n"
            + $"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n{new string('x', 300_000)}"), TestContext.Current.CancellationToken);
        await WaitAsync(() => Arriving is [var file] && new FileInfo(file).Length > 250_000);
        socket.Close();
        await WaitAsync(() => Arriving.Length == 0);
    }

    [Fact]
    public async Task What_no_row_names_is_erased_after_an_hour_and_what_one_names_stays()
    {
        var pack = host.Services.GetRequiredService<PackList>().OfType<TestPack>().Single();
        var taken = Taken((await SendAsync(true, [], ("claimed.txt", Text(10)), ("orphan.txt", Text(11)), ("new.txt", Text(12)))).Html).Select(IdOf).ToArray();
        pack.Claimed.Add(taken[0]);
        var left = Path.Combine(Incoming, "0123456789abcdef0123456789abcdef");
        await File.WriteAllTextAsync(left, "of a process that was killed", TestContext.Current.CancellationToken);
        var other = Directory.CreateDirectory(Path.Combine(host.DataDirectory, "uploads", "removedpack", "ab")).FullName;
        var others = Path.Combine(other, Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(others, "of a pack that is not in use", TestContext.Current.CancellationToken);
        foreach (var path in (string[])[Store.PathOf(taken[0])!, Store.PathOf(taken[1])!, left, others])
            File.SetLastWriteTimeUtc(path, (host.Clock.Now - FileSweep.Life - TimeSpan.FromSeconds(1)).UtcDateTime);
        File.SetLastWriteTimeUtc(Store.PathOf(taken[2])!, (host.Clock.Now - FileSweep.Life + TimeSpan.FromSeconds(1)).UtcDateTime);

        await host.Services.GetRequiredService<FileSweep>().SweepAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(Store.PathOf(taken[0]));
        Assert.Null(Store.PathOf(taken[1]));
        Assert.NotNull(Store.PathOf(taken[2]));
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(others));
    }

    [Fact]
    public async Task The_form_says_how_much_may_be_sent_before_it_is_sent()
    {
        using var client = KestrelHost.CreateClient();
        client.DefaultRequestHeaders.Add("HX-Request", "true");
        Assert.Contains("data-component-most=\"2002048\"", await client.GetStringAsync(new Uri(host.Address, Url([]).Partial), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("data-component-most=\"262144\"", await client.GetStringAsync(new Uri(host.Address, Url([("Kinds", "none")]).Partial), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private int CountKept() => Directory.Exists(Kept) ? Directory.GetFiles(Kept, "*", SearchOption.AllDirectories).Length : 0;

    private static byte[] Text(int length) => [.. Enumerable.Repeat((byte)'x', length)];

    private static string Sha(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private static string[] Taken(string html) => [.. new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll(".taken").Select(line => line.TextContent)];

    private static Guid IdOf(string taken) => Guid.Parse(taken.Split(' ')[0]);

    private Components.Fragments.FragmentUrl Url((string, object?)[] parameters) => host.UrlOf<AttachFragment>(parameters);

    private Task<(HttpStatusCode Status, string Html)> SendAsync(bool isHtmx, (string, object?)[] parameters, params (string Name, byte[] Content)[] files) => SendAsync(isHtmx, parameters, false, files);

    private async Task<(HttpStatusCode Status, string Html)> SendAsync(bool isHtmx, (string, object?)[] parameters, bool isChunked, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent("typed"), "Text" } };
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        return await PostAsync(form, isHtmx, parameters, isChunked);
    }

    private async Task<(HttpStatusCode Status, string Html)> PostAsync(HttpContent content, bool isHtmx, (string, object?)[] parameters, bool isChunked = false)
    {
        using var client = KestrelHost.CreateClient();
        var url = Url(parameters);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, isHtmx ? url.PartialOf("post") : url.DocumentOf("post"))) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.TransferEncodingChunked = isChunked;
        // Else what is refused at once may break in the middle of sending, before the answer is read.
        request.Headers.ExpectContinue = true;
        if (isHtmx)
            request.Headers.Add("HX-Request", "true");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static ByteArrayContent Raw(string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return content;
    }

    private static async Task WaitAsync(Func<bool> isSo)
    {
        for (var round = 0; round < 600 && !isSo(); round++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(isSo());
    }
}
