namespace Components.Tests.Push;

/// <summary>Reads Server-Sent Events as they come.</summary>
internal sealed class EventReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    public string? ContentType => response.Content.Headers.ContentType?.ToString();

    public string? CacheControl => response.Headers.CacheControl?.ToString();

    public async Task<string?> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _reader.ReadLineAsync(patience.Token);
    }

    public async Task<(string Name, string Data)> ReadAsync()
    {
        // Between events there are empty lines and those that keep the connection alive.
        var line = "";
        for (var others = 0; others < 10 && !line.StartsWith("event: ", StringComparison.Ordinal); others++)
            line = await ReadLineAsync() ?? throw new EndOfStreamException();
        var data = (await ReadLineAsync())!;
        await ReadLineAsync();
        return (line[7..], data[6..]);
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
