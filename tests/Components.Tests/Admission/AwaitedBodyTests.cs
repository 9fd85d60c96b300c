using System.IO.Pipelines;
using System.Text;
using Components.Admission;

namespace Components.Tests.Admission;

/// <summary>A permit is held while the server works, and not while a body is awaited.</summary>
public sealed class AwaitedBodyTests : IAsyncLifetime
{
    private readonly Turns _turns = new(1, 10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), inOrder: true, new HandClock());
    private readonly Pipe _pipe = new();
    private readonly byte[] _buffer = new byte[100];
    private Permit _permit = null!;
    private AwaitedBody _body = null!;

    public async ValueTask InitializeAsync()
    {
        _permit = new Permit(_turns);
        _body = new AwaitedBody(_pipe.Reader.AsStream(), _permit);
        Assert.True(await _permit.EnterAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _body.DisposeAsync();
        _turns.Dispose();
    }

    [Fact]
    public async Task What_is_there_already_is_read_with_the_permit()
    {
        await _pipe.Writer.WriteAsync("there"u8.ToArray());
        var read = _body.ReadAsync(_buffer);
        Assert.True(read.IsCompleted);
        Assert.Equal("there", Encoding.ASCII.GetString(_buffer, 0, await read));
        Assert.Equal((1, 0), _turns.Count);
    }

    [Fact]
    public async Task What_is_awaited_lets_another_go_on_and_goes_on_after_it()
    {
        var read = _body.ReadAsync(_buffer).AsTask();
        Assert.Equal((0, 0), _turns.Count);
        var other = new Permit(_turns);
        Assert.True(await other.EnterAsync());
        await _pipe.Writer.WriteAsync("late"u8.ToArray());
        for (var i = 0; i < 600 && _turns.Count != (1, 1); i++)
            await Task.Delay(50);
        Assert.Equal((1, 1), _turns.Count);
        Assert.False(read.IsCompleted);
        other.Leave();
        Assert.Equal("late", Encoding.ASCII.GetString(_buffer, 0, await read));
        Assert.Equal((1, 0), _turns.Count);
    }

    [Fact]
    public async Task A_body_that_breaks_off_says_so_and_the_permit_can_be_given_back()
    {
        var read = _body.ReadAsync(_buffer).AsTask();
        await _pipe.Writer.CompleteAsync(new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => read);
        _permit.Leave();
        Assert.Equal((0, 0), _turns.Count);
    }
}
