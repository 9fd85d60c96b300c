namespace App.Tests.Hosting;

/// <summary>Commands of packs, from the command line, on a data directory that nobody has used before.</summary>
public sealed class PackCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("commands-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_thread_is_seeded_and_checked()
    {
        var (exitCode, output, errors) = await RunAsync("comments", "seed", "--subject", "tried", "--count=250", "--replies", "0.5");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("250 comments", output, StringComparison.Ordinal);
        (exitCode, output, _) = await RunAsync("comments", "check");
        Assert.Equal(0, exitCode);
        Assert.Contains("250 comments in 1 threads", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_names_the_commands_of_every_pack()
    {
        var (exitCode, output, _) = await RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("run keys rotate", output, StringComparison.Ordinal);
        Assert.Contains("run comments seed --subject S --count N", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comments", "Usage:")]
    [InlineData("comments explode", "no command 'explode'")]
    [InlineData("comments seed", "--subject is missing")]
    [InlineData("comments seed --subject x", "--count is missing")]
    [InlineData("comments seed --subject x --count", "--count needs a value")]
    [InlineData("comments seed --subject x --count many", "--count must be a number from 1")]
    [InlineData("comments seed --subject x --count 0", "--count must be a number from 1")]
    [InlineData("comments seed --subject x --count 5 --replies 2", "--replies must be a number from 0 to 1")]
    [InlineData("comments seed --subject x --count 5 --page http://example.com", "--page must be a path")]
    [InlineData("comments seed --subject x --count 5 --likes 3", "no option --likes")]
    [InlineData("comments seed --subject x --subject y --count 5", "--subject is there twice")]
    [InlineData("comments seed x", "'x' belongs to no option")]
    public async Task What_is_asked_wrongly_is_said_in_words(string command, string part)
    {
        var (exitCode, _, errors) = await RunAsync(command.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Contains("run comments seed", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var app = new AppProcess(_data);
        return await app.RunAsync(arguments);
    }
}
