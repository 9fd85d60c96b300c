// The baseline: an ordinary Blazor app with static rendering and EF Core on SQLite, as the documentation shows it and as well as it can be written that way: pooled contexts, no tracking,
// an index and a key for each page, WAL, cancellation, nothing logged. A thread as a fragment at /thread, the same thread inside a page with a layout at /, and a post at /comments.
using ByHand;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDbContextPool<CommentsDb>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Comments") ?? "Data Source=byhand.db"));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddRazorComponents();

var app = builder.Build();
app.Seed();
app.UseAntiforgery();
app.MapGet("/thread", (string subject, int? after) => new RazorComponentResult<ByHand.Thread>(new { Subject = subject, After = after }));
app.MapPost("/comments", async Task<RazorComponentResult<ByHand.Thread>> ([FromForm] string subject, [FromForm] string author, [FromForm] string text, CommentsDb db, TimeProvider clock, CancellationToken cancellation) =>
{
    db.Add(new Comment { Subject = subject, Author = author, Text = text, CreatedAt = clock.GetUtcNow().UtcDateTime });
    await db.SaveChangesAsync(cancellation);
    return new RazorComponentResult<ByHand.Thread>(new { Subject = subject });
}).DisableAntiforgery();
app.MapRazorComponents<Root>();
app.Run();
