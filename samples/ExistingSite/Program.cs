using Components;
using Components.Comments;
using Components.Sqlite;
using ExistingSite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<ShopDb>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Shop")));
builder.Services.AddIdentity<IdentityUser, IdentityRole>().AddEntityFrameworkStores<ShopDb>();
builder.Services.ConfigureApplicationCookie(cookie => cookie.LoginPath = "/Account/Login");
builder.Services.AddRazorPages();
builder.Services.AddComponents(components => components.AddPack<CommentsPack>().UseSqlite()); // the first line

var app = builder.Build();
using (var scope = app.Services.CreateScope())
    scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreated();

app.UsePathBase("/shop");
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapRazorPages();
app.MapComponents(); // the second line
app.Run();

namespace ExistingSite
{
    /// <summary>Names this application's assembly, for tests.</summary>
    public sealed class Shop;
}
