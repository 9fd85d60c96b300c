using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Components;

/// <summary>Where the site's files are, as absolute paths.</summary>
public sealed class SiteFolders(IOptions<SiteOptions> site, IHostEnvironment host)
{
    /// <summary>The data directory. Made where it is missing.</summary>
    public string DataDirectory => Data("");

    /// <summary>A folder in the data directory. Made where it is missing, for the site's own account only: keys and unsent mail are in it.</summary>
    public string Data(string folder)
    {
        var path = Make(Path.Combine(host.ContentRootPath, site.Value.DataDirectory));
        // One after the other: the folders above a new one would be made for everybody.
        foreach (var part in folder.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries))
            path = Make(Path.Combine(path, part));
        return path;
    }

    private static string Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>The site's layout file; it need not exist.</summary>
    public string LayoutFile => Path.Combine(host.ContentRootPath, site.Value.LayoutFile);

    /// <summary>Where the owner's own words for mails are; it need not exist.</summary>
    public string MailTemplates => Path.Combine(host.ContentRootPath, site.Value.MailTemplates);

    /// <summary>Where layout packs are looked for, in this order.</summary>
    public IEnumerable<string> LayoutDirectories => Configured.Append(Path.Combine(AppContext.BaseDirectory, "Layouts"));

    private IEnumerable<string> Configured => site.Value.LayoutDirectories.Count > 0
        ? site.Value.LayoutDirectories.Select(folder => Path.Combine(host.ContentRootPath, folder))
        : [Path.Combine(host.ContentRootPath, "layouts")];
}
