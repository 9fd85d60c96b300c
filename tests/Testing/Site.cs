using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>The real App with a database of its own in a temporary directory. Give it settings before the first request.</summary>
public class Site : WebApplicationFactory<Program>
{
    /// <summary>Where this site keeps its data and its layout file.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("site-").FullName;

    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Changes the services last.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    /// <summary>Whether each answer of a fragment is compared with what the framework would write; see <see cref="ComparedRendering"/>.</summary>
    protected virtual bool ComparesRendering => true;

    /// <summary>The setting <c>Site:Url</c>. Null: where the server listens.</summary>
    protected virtual string? Address => "http://localhost";

    public string LayoutFile => Path.Combine(Directory, "layout.html");

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser without cookies of anybody: no redirects followed, cookies kept.</summary>
    public Visitor Visit() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") }));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        File.Copy(Path.Combine(Repository.Root, "src/App/layout.html"), LayoutFile, overwrite: true);
        builder.UseContentRoot(Path.Combine(Repository.Root, "src/App"));
        builder.UseSetting("Site:DataDirectory", Path.Combine(Directory, "data"));
        builder.UseSetting("Site:LayoutFile", LayoutFile);
        builder.UseSetting("Site:Url", Address);
        builder.UseSetting("Components:PostsPerMinute", "100000");
        // As where visitors are: the environment of tests is the developer's.
        builder.UseSetting("Components:Overlay", "false");
        builder.UseSetting("Components:ServerTiming", "false");
        // Tests write faster than people, and do no proof of work; those of the limits and of the defences set them by themselves.
        builder.UseSetting("Packs:Comments:MemberPostsPerMinute", "1000");
        builder.UseSetting("Packs:Comments:GuestPostsPerMinute", "1000");
        builder.UseSetting("Packs:Comments:GuestPostsPerHour", "10000");
        builder.UseSetting("Packs:Comments:VotesPerMinute", "10000");
        builder.UseSetting("Packs:Comments:ProofOfWork", "false");
        builder.UseSetting("Packs:Contact:MessagesPerMinute", "100000");
        builder.UseSetting("Packs:Contact:MessagesPerHour", "100000");
        builder.UseSetting("Packs:Contact:ProofOfWork", "false");
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        if (ComparesRendering)
            builder.ConfigureTestServices(services => services.CompareRendering());
        builder.ConfigureTestServices(services => ConfigureServices?.Invoke(services));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // A site that was never started has not prepared SQLite, and touching it unprepared spoils it for the whole process.
        if (System.IO.Directory.Exists(Path.Combine(Directory, "data")))
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open is left to the system's own cleaning.
        }
    }
}
