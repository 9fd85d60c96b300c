using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Components;

/// <summary>Where the site's files are, as absolute paths.</summary>
public sealed class SiteFolders(IOptions<SiteOptions> site, IHostEnvironment host)
{
    /// <summary>The data directory. Made where it is missing.</summary>
    public string DataDirectory => Data("");

    /// <summary>A folder in the data directory. Made where it is missing.</summary>
    public string Data(string folder) => Directory.CreateDirectory(Path.Combine(host.ContentRootPath, site.Value.DataDirectory, folder)).FullName;

    /// <summary>The site's layout file; it need not exist.</summary>
    public string LayoutFile => Path.Combine(host.ContentRootPath, site.Value.LayoutFile);

    /// <summary>Where layout packs are looked for, in this order.</summary>
    public IEnumerable<string> LayoutDirectories => site.Value.LayoutDirectories.Count > 0
        ? site.Value.LayoutDirectories.Select(folder => Path.Combine(host.ContentRootPath, folder))
        : [Path.Combine(host.ContentRootPath, "layouts"), Path.GetFullPath(Path.Combine(host.ContentRootPath, "..", "Layouts")), Path.Combine(AppContext.BaseDirectory, "Layouts")];
}
