// The floor: Kestrel writes the same 8 KB to whoever asks, without routing, without anything. Nothing that answers over HTTP on this machine is faster.
using System.Text;

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
builder.Configuration.AddCommandLine(args);
builder.WebHost.UseKestrelCore().UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5390");

var app = builder.Build();
var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>Sixteen bytes</p>\n", 8192 / 21 + 1)))[..8192];
app.Run(http =>
{
    http.Response.ContentType = "text/html; charset=utf-8";
    http.Response.ContentLength = body.Length;
    return http.Response.Body.WriteAsync(body, 0, body.Length);
});
app.Run();
