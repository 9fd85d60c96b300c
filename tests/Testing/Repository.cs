namespace Testing;

/// <summary>Where the sources are, for tests that read them.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Components.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Components.sln was not found above the tests.");
    }
}
