using App;
using App.Accounts;
using App.Commands;
using App.Content;
using App.Pages;
using App.Starting;
using Components;
using Components.Admission;
using Components.Caching;
using Components.Comments;
using Components.Contact;
using Components.Responses;
using Components.Sqlite;

NativeMemory.GiveBack();
WarmUp.Begin(args);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = SiteHost.WithoutWatching(args), ContentRootPath = SiteHost.ContentRoot(args) });
builder.WebHost.UseSiteDefaults();
builder.Services.AddComponents(site => site.AddPack<CommentsPack>().AddPack<ContactPack>().UseSqlite());
builder.Services.AddAccounts(builder.Configuration);
builder.Services.AddLanguages();
builder.Services.AddTrustedProxies();
builder.Services.AddContent();
builder.Services.AddCompression();
builder.Services.AddRazorComponents();
builder.Services.KeepNoComponentState();

var app = builder.Build();
if (!app.HasGoodSettings())
    return 2;
if (await app.RunCommandAsync(args) is { } exitCode)
    return exitCode;

app.UseForwardedHeaders();
app.UseAnswerCache();
app.UseQuickRefusal();
app.UseResponseCompression();
app.UseHeadRequests();
app.UseErrorPages();
app.UseStrictHeaders();
app.UseStaticFiles();
app.UseContentFiles();
app.UseLanguages();
app.UseRouting();
app.UseAuthentication();
app.UseAdmission();
app.UseCachedPages();
app.UseAuthorization();
app.UseFormTokens();
app.FillLayout();
app.MapRazorComponents<Root>().WithFragmentRendering();
app.MakeFirstPage();
app.MapComponents();
app.MapAccounts();
app.MapLanguages();
app.AnnounceStart();
return await app.ServeAsync();

/// <summary>The entry point; public so that tests can start it.</summary>
public partial class Program;
