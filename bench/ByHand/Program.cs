// The baseline: an ordinary Blazor app, static rendering, EF Core on SQLite, one page with twenty comments. Written as the documentation shows it.
using ByHand;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDbContext<CommentsDb>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Comments") ?? "Data Source=byhand.db"));
builder.Services.AddRazorComponents();

var app = builder.Build();
using (var scope = app.Services.CreateScope())
{
    var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
    if (db.Database.EnsureCreated())
    {
        for (var i = 1; i <= 20; i++)
            db.Add(new Comment { Subject = "hello", Author = $"Author {i}", Text = $"The text of comment {i}.", CreatedAt = DateTime.UnixEpoch.AddMinutes(i) });
        db.SaveChanges();
    }
}

app.UseAntiforgery();
app.MapRazorComponents<Root>();
app.Run();
