using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Testing;

namespace Rendering;

/// <summary>The site without a server: requests are given to its endpoints by hand, so that nothing is measured but the answer.</summary>
internal sealed class RenderingSite : Site
{
    private const string Subject = "twenty-of-200";

    public RenderingSite()
    {
        Settings["Logging:LogLevel:Default"] = "None";
        // What a page costs that is made.
        Settings["Components:Cache:Life"] = "00:00:00";
    }

    protected override bool ComparesRendering => false;

    // Without answers, so that a page holds twenty comments and nothing more.
    public async Task SeedAsync()
    {
        if (await Services.RunPackCommandAsync(["comments", "seed", "--subject", Subject, "--count", "200", "--replies", "0"], "bench") != 0)
            throw new InvalidOperationException("The thread could not be seeded.");
    }

    /// <summary>What an address of the site answers.</summary>
    public RequestDelegate Ask(string address)
    {
        var (path, query) = (address[..address.IndexOf('?', StringComparison.Ordinal)], address[address.IndexOf('?', StringComparison.Ordinal)..]);
        var endpoint = Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText == path && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"));
        return http =>
        {
            (http.Request.Path, http.Request.QueryString) = (path, new QueryString(query));
            return endpoint.RequestDelegate!(http);
        };
    }

    public RequestDelegate AskThread(string ending) => Ask(this.AddressOf("comments/thread", $"pageSize=20&subject={Subject}", "/").Replace("?", $"{ending}?", StringComparison.Ordinal));

    /// <summary>What the framework's own result answers.</summary>
    public static RequestDelegate Result<TComponent>() where TComponent : IComponent => new RazorComponentResult<TComponent>(new { Subject }).ExecuteAsync;

    /// <summary>One request from its beginning to the end of its services.</summary>
    public async Task<int> AnswerAsync(RequestDelegate answer)
    {
        await using var scope = Services.CreateAsyncScope();
        using var body = new Count();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path) = ("GET", "http", new HostString("localhost"), "/");
        http.Request.Headers["HX-Request"] = "true";
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        await answer(http);
        await http.Response.CompleteAsync();
        return http.Response.StatusCode == StatusCodes.Status200OK ? body.Bytes : throw new InvalidOperationException($"{http.Response.StatusCode}");
    }

    /// <summary>A body that costs nothing.</summary>
    private sealed class Count : Stream
    {
        public int Bytes { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Bytes;

        public override long Position { get => Bytes; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer) => Bytes += buffer.Length;

        public override void Write(byte[] buffer, int offset, int count) => Bytes += count;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Bytes += count;
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Bytes += buffer.Length;
            return default;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
