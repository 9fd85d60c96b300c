using System.Text;
using Microsoft.AspNetCore.Hosting;
using Testing;

namespace App.Tests.Content;

/// <summary>A site whose content and layout file are the test's own.</summary>
public sealed class OwnSite : Site
{
    public string ContentFolder => Path.Combine(Directory, "content");

    /// <summary>Writes a content file, and makes sure that it is seen as another one than before.</summary>
    public string Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public string Write(string file, byte[] bytes)
    {
        var path = Path.Combine(ContentFolder, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseContentRoot(Directory);
    }
}
