using System.Net;
using System.Text;
using Components.Files;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Tests.Files;

/// <summary>The owner's scanner, as a program that really runs; and what files do where the disk has no room.</summary>
public sealed class ScannerTests : IAsyncDisposable
{
    private const string Text = "hello";
    private readonly TestHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("exit 0", null)]
    [InlineData("grep -q hello \"$1\" && exit 1", "virus scanner has found something")]
    [InlineData("exit 2", "could not be checked")]
    [InlineData("kill -9 $$", "could not be checked")]
    [InlineData("sleep 30", "could not be checked")]
    [InlineData("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; exit 0", null)]
    [InlineData("cat; exit 0", null)]
    public async Task It_says_whether_a_file_is_clean(string script, string? refusal)
    {
        var taken = await TakeAsync(["/bin/sh", "-c", script, "scan", "{file}"]);
        Assert.Equal(refusal is null, taken.IsTaken);
        Assert.Contains(refusal ?? "", taken.Refusal?.Text ?? "", StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_host.DataDirectory, "uploads", UploadFolder.IncomingName)));
    }

    [Fact]
    public async Task One_that_does_not_start_cannot_tell()
    {
        Assert.Equal(FileRefusalReason.Unscanned, (await TakeAsync(["/nowhere/scanner", "{file}"])).Refusal?.Reason);
        Assert.Contains(_host.Log.Lines, line => line.Contains("Files:Scanner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_arguments_reach_no_shell()
    {
        var mark = Path.Combine(Path.GetTempPath(), $"scanned-{Guid.NewGuid():N}");
        var taken = await TakeAsync(["/bin/sh", "-c", "test \"$1\" = \"; touch $2 #\" && test -f \"$3\"", "scan", $"; touch {mark} #", mark, "{file}"]);
        Assert.True(taken.IsTaken);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task What_is_held_back_is_nobodys_until_a_later_look_finds_it_clean()
    {
        var verdict = Path.GetTempFileName();
        await File.WriteAllTextAsync(verdict, "2", TestContext.Current.CancellationToken);
        _host.Settings["Files:WhenUnscanned"] = "Hold";
        var clean = (await TakeAsync(["/bin/sh", "-c", $"exit $(cat {verdict})", "scan", "{file}"])).File!;
        var infected = (await TakeAgainAsync()).File!;
        var store = Store();
        Assert.True(store.IsHeld(clean.Id));
        Assert.Null(store.PathOf(clean.Id));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await DownloadAsync(clean)).StatusCode);

        await SweepAsync();
        Assert.True(store.IsHeld(clean.Id));
        File.Move(Path.Combine(_host.DataDirectory, "uploads", "test", infected.Id.ToString("N")[..2], infected.Id.ToString("N") + ".held"), verdict + ".aside");
        await File.WriteAllTextAsync(verdict, "0", TestContext.Current.CancellationToken);
        await SweepAsync();
        Assert.False(store.IsHeld(clean.Id));
        Assert.Equal(Text, await (await DownloadAsync(clean)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        File.Move(verdict + ".aside", Path.Combine(_host.DataDirectory, "uploads", "test", infected.Id.ToString("N")[..2], infected.Id.ToString("N") + ".held"));
        await File.WriteAllTextAsync(verdict, "1", TestContext.Current.CancellationToken);
        await SweepAsync();
        Assert.False(store.IsHeld(infected.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await DownloadAsync(infected)).StatusCode);
        File.Delete(verdict);
    }

    [Fact]
    public async Task Without_a_scanner_what_is_held_back_stays_so()
    {
        await StartAsync([]);
        var id = UploadFolder.NewId();
        Directory.CreateDirectory(Path.GetDirectoryName(HeldPathOf(id))!);
        await File.WriteAllTextAsync(HeldPathOf(id), Text, TestContext.Current.CancellationToken);
        await SweepAsync();
        Assert.True(Store().IsHeld(id));
    }

    [Fact]
    public async Task A_file_that_is_deleted_while_it_is_looked_at_holds_up_no_other()
    {
        var (script, taken) = await HoldAsync(2);
        // Whichever comes first.
        await File.WriteAllTextAsync(script, $"test -e {script}.deleted || {{ touch {script}.deleted; rm \"$1\"; }}", TestContext.Current.CancellationToken);
        await SweepAsync();
        Assert.True(File.Exists($"{script}.deleted"));
        Assert.Single(taken, file => Store().PathOf(file.Id) is not null);
        Assert.DoesNotContain(taken, file => Store().IsHeld(file.Id));
    }

    [Fact]
    public async Task What_nobody_claims_is_erased_before_anybody_looks_at_it()
    {
        var (script, taken) = await HoldAsync(1);
        File.SetLastWriteTimeUtc(HeldPathOf(taken[0].Id), (_host.Clock.Now - FileSweep.Life - TimeSpan.FromSeconds(1)).UtcDateTime);
        await File.WriteAllTextAsync(script, $"touch {script}.asked; exit 2", TestContext.Current.CancellationToken);
        Assert.Equal(1, await SweepAsync());
        Assert.False(File.Exists($"{script}.asked"));
    }

    [Fact]
    public async Task A_file_that_says_it_is_too_large_is_not_read()
    {
        await StartAsync([]);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        var taken = await Store().TakeAsync(new FormFile(content, 0, content.Length, "file", "a.txt"), new FileRules { MaxFileBytes = Text.Length - 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(FileRefusalReason.TooLarge, taken.Refusal?.Reason);
        Assert.Equal(0, content.Position);
    }

    [Theory]
    [InlineData("clamdscan")]
    [InlineData("clamdscan", "--fdpass")]
    [InlineData("", "{file}")]
    [InlineData("{file}")]
    public async Task One_that_gets_no_file_ends_the_start(params string[] scanner)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(scanner));
        Assert.Contains("{file}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_is_503_with_what_was_typed_and_nothing_half_written(bool isFull)
    {
        if (isFull)
            _host.Settings["Files:KeepFree"] = "10000000000000";
        await StartAsync([]);
        // Where the folder cannot be written to: a file stands in its place.
        var incoming = Path.Combine(_host.DataDirectory, "uploads", UploadFolder.IncomingName);
        if (Directory.Exists(incoming))
            Directory.Delete(incoming, recursive: true);
        if (!isFull)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(incoming)!);
            await File.WriteAllTextAsync(incoming, "in the way", TestContext.Current.CancellationToken);
        }
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Pdf), "files", "a.pdf" }, { new StringContent("typed words"), "Text" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.UrlOf<AttachFragment>().DocumentOf("post")) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var page = await _host.Visit().SendAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.NotNull(page.Header("Retry-After"));
        Assert.Contains("typed words", page.Html, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_host.DataDirectory, "uploads", "test")));
        Assert.False(Directory.Exists(incoming) && Directory.GetFiles(incoming).Length > 0);
    }

    [Theory]
    [InlineData("日本 \"x\";.txt", "attachment; filename=\"__ _x_;.txt\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%20_x_%3B.txt")]
    [InlineData("a.txt", "attachment; filename=a.txt; filename*=UTF-8''a.txt")]
    public async Task A_file_is_only_ever_saved(string name, string disposition)
    {
        await StartAsync([]);
        var file = (await TakeAgainAsync(name)).File!;
        var response = await DownloadAsync(file);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(disposition, response.Content.Headers.NonValidated["Content-Disposition"].ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("ell", await (await DownloadAsync(file, "bytes=1-3")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // A scanner that cannot tell yet, as a script to be written anew, and what it holds back.
    private async Task<(string Script, StoredFile[] Taken)> HoldAsync(int count)
    {
        var script = Path.Combine(Directory.CreateDirectory(_host.DataDirectory).FullName, "scan.sh");
        await File.WriteAllTextAsync(script, "exit 2", TestContext.Current.CancellationToken);
        _host.Settings["Files:WhenUnscanned"] = "Hold";
        await StartAsync(["/bin/sh", script, "{file}"]);
        List<StoredFile> taken = [];
        for (var i = 0; i < count; i++)
            taken.Add((await TakeAgainAsync()).File!);
        Assert.All(taken, file => Assert.True(Store().IsHeld(file.Id)));
        return (script, [.. taken]);
    }

    private string HeldPathOf(Guid id) => Path.Combine(_host.DataDirectory, "uploads", "test", id.ToString("N")[..2], id.ToString("N") + UploadFolder.HeldEnding);

    private FileStore<TestPack> Store() => _host.Services.GetRequiredService<FileStore<TestPack>>();

    private Task<int> SweepAsync() => _host.Services.GetRequiredService<FileSweep>().SweepAsync(TestContext.Current.CancellationToken);

    private async Task StartAsync(string[] scanner)
    {
        for (var i = 0; i < scanner.Length; i++)
            _host.Settings[$"Files:Scanner:{i}"] = scanner[i];
        _host.Settings["Files:ScannerTimeout"] = scanner.Contains("sleep 30") ? "00:00:02" : "00:01:00";
        await _host.InitializeAsync();
    }

    private async Task<TakenFile> TakeAsync(string[] scanner)
    {
        await StartAsync(scanner);
        return await TakeAgainAsync();
    }

    private async Task<TakenFile> TakeAgainAsync(string name = "a.txt")
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        return await Store().TakeAsync(new FormFile(content, 0, content.Length, "file", name), new FileRules(), TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> DownloadAsync(StoredFile file, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/c/test/file/{file.Id}?name={Uri.EscapeDataString(file.Name)}");
        if (range is not null)
            request.Headers.Add("Range", range);
        return await _host.Visit().Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
