namespace Goals;

/// <summary>The programs of a run, published as an owner would publish them, and the folder in which they serve.</summary>
internal sealed class Workplace(BenchOptions options) : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("bench-").FullName;
    private int _servers;

    public BenchOptions Options { get; } = options;

    /// <summary>The root of the source tree.</summary>
    public static string Source { get; } = FindSource();

    /// <summary>The thread that is read: 200 comments.</summary>
    public const string Thread = "bench";

    /// <summary>The article whose first visit is looked at, as the site comes: its thread has the same name.</summary>
    public const string Article = "how-signed-urls-work";

    public const string ArticlePage = $"/articles/{Article}";

    /// <summary>A page in the site's layout with that thread in its own response.</summary>
    public const string ThreadPage = "/bench/thread";

    /// <summary>Where a round may put what it needs.</summary>
    public string Scratch => _temporary;

    /// <summary>The directory of the App's database, which all its processes share.</summary>
    public string Data => Path.Combine(_temporary, "data");

    private string Programs => Options.Out ?? Path.Combine(_temporary, "programs");

    private string Site => Path.Combine(_temporary, "site");

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    public async Task PrepareAsync()
    {
        Console.WriteLine(Options.IsPublished ? "Preparing …" : "Publishing …");
        if (!Options.IsPublished)
            // Two at once, of which neither builds what the other builds.
            await Task.WhenAll(PublishAsync("src/App", "bench/Inside"), PublishAsync("bench/ByHand", "bench/Raw", "bench/Gauge"));
        BenchSite.Write(Path.Combine(Programs, "App"), Site);
        foreach (var (subject, page) in new[] { (Thread, ThreadPage), (Article, ArticlePage) })
            await AppCommandAsync("comments", "seed", "--subject", subject, "--page", page, "--count", "200", "--replies", "0");
    }

    private async Task PublishAsync(params IReadOnlyList<string> projects)
    {
        foreach (var project in projects)
            await Command.RunAsync(Source, "dotnet", "publish", project, "-c", "Release", "-v", "quiet", "--nologo", "-o", Path.Combine(Programs, Path.GetFileName(project)));
    }

    public Task<Server> StartRawAsync(bool withGauge = true) => Server.StartAsync(_temporary, ProgramOf("Raw"), withGauge ? GaugeSettings() : new());

    public Task<Server> StartByHandAsync(bool withGauge = true)
    {
        var settings = withGauge ? GaugeSettings() : new();
        settings["ConnectionStrings__Comments"] = $"Data Source={Path.Combine(_temporary, "byhand.db")}";
        return Server.StartAsync(_temporary, ProgramOf("ByHand"), settings);
    }

    /// <summary>The App with the pages of the benchmark, in which guests may write as often as they like.</summary>
    /// <param name="countsStatements">Whether <see cref="Server.Gauge"/> tells how many statements SQLite was sent.</param>
    /// <param name="keepsNothing">Whether everything is read and rendered for each answer.</param>
    public Task<Server> StartAppAsync(bool countsStatements = false, bool keepsNothing = false)
    {
        var settings = GaugeSettings();
        if (keepsNothing)
            settings["Components__Cache__Life"] = "00:00:00";
        settings["BENCH_STATEMENTS"] = countsStatements ? "1" : "0";
        foreach (var (name, value) in BenchSite.OpenToGuests)
            settings[name] = value;
        return StartAppAsync(Site, settings);
    }

    /// <summary>The App as it comes.</summary>
    public Task<Server> StartPlainAppAsync() => StartAppAsync(Path.Combine(Programs, "App"), new());

    /// <returns>What the App printed for one of its commands.</returns>
    public Task<string> AppCommandAsync(params IReadOnlyList<string> arguments) =>
        Command.RunAsync(Site, new Dictionary<string, string> { ["Site__DataDirectory"] = Data }, "dotnet", [ProgramOf("App"), .. arguments]);

    /// <returns>What <c>bench/Inside</c> printed.</returns>
    public Task<string> InsideAsync(params IReadOnlyList<string> arguments) =>
        Command.RunAsync(_temporary, new Dictionary<string, string>(), "dotnet", [ProgramOf("Inside"), .. arguments]);

    private Task<Server> StartAppAsync(string directory, Dictionary<string, string> settings)
    {
        settings["Site__DataDirectory"] = Data;
        settings["Logging__LogLevel__Default"] = "Warning";
        return Server.StartAsync(directory, ProgramOf("App"), settings);
    }

    private Dictionary<string, string> GaugeSettings() => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = ProgramOf("Gauge"),
        ["BENCH_GAUGE"] = Path.Combine(_temporary, $"gauge-{++_servers}"),
    };

    private string ProgramOf(string name) => Path.Combine(Programs, name, $"{name}.dll");

    private static string FindSource()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Components.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Run it inside the source tree.");
        return folder.FullName;
    }
}
