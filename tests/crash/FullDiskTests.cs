using System.Diagnostics;
using System.Net;
using Testing;

namespace Crash.Tests;

/// <summary>The disk is full: writing is answered with 503 in words and leaves nothing half-written, reading goes on, and all is well once there is room.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const string Article = "/articles/what-is-a-fragment";
    private readonly string _disk = Directory.CreateTempSubdirectory("disk-").FullName;
    private LiveApp? _app;
    private Writer? _writer;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _disk))
            return;
        _app = new LiveApp(Path.Combine(_disk, "data"));
        await _app.StartAsync();
        _writer = new Writer(_app.Address, "Ada", false);
        await _app.MakeAdministratorAsync(_writer.Visitor);
    }

    public async ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        _app?.Dispose();
        if (_app is not null)
            await RunAsync("umount", _disk);
        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_is_said_in_words_and_survived()
    {
        Assert.SkipWhen(_app is null, "A small disk can only be mounted by root on Linux, with the permission to mount.");
        var (app, writer) = (_app!, _writer!);
        await writer.LookAsync(Article);
        Assert.Equal(HttpStatusCode.OK, await writer.SendAsync(NewPost("Before.")));

        var ballast = Path.Combine(_disk, "ballast");
        Fill(ballast);
        var refused = await PostUntilRefusedAsync();
        Assert.DoesNotContain(refused.Text, app.Texts().Keys);
        // Every kind of writing, and reading beside it.
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await writer.SendAsync(NewPost(new string('x', 4000))));
        var page = await writer.Visitor.OpenAsync(Article);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var thread = page.FindAll(".comments-thread").Count > 0 ? page : await writer.Visitor.LoadAsync(page.FragmentUrl("comments/thread"));
        Assert.Contains("Before.", thread.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(new HttpClient { BaseAddress = app.Address }).OpenAsync(Article)).Status);
        Assert.Empty(writer.Surprises);

        File.Delete(ballast);
        Assert.Equal(HttpStatusCode.OK, await writer.SendAsync(refused));
        Assert.Equal(HttpStatusCode.OK, await writer.SendAsync(refused));
        Assert.Equal(1, app.Texts()[refused.Text]);
        await app.AssertSoundAsync("after the disk was full");
        await app.KillAsync();
        await app.StartAsync();
        Assert.Equal(1, app.Texts()[refused.Text]);
    }

    private Writer.Post NewPost(string text) => new(_writer!.NewForm, Guid.NewGuid().ToString("D"), text + Guid.NewGuid().ToString("N"));

    // What the database has taken from the disk already it can still write into.
    private async Task<Writer.Post> PostUntilRefusedAsync()
    {
        for (var i = 0; i < 1000; i++)
        {
            var post = NewPost(new string('x', 4000));
            if (await _writer!.SendAsync(post) == HttpStatusCode.ServiceUnavailable)
                return post;
            Assert.Empty(_writer.Surprises);
        }
        throw new InvalidOperationException("The disk did not become full.");
    }

    private static void Fill(string file)
    {
        using var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                ballast.Write(block);
        }
        catch (IOException)
        {
            // As it should be: there is no room left.
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
