using System.Globalization;
using Components.Caching;

namespace App.Content;

/// <summary>The owner's own style sheet.</summary>
internal sealed class SiteStyle(IWebHostEnvironment host)
{
    private volatile Seen? _seen;

    private sealed record Seen(string Version)
    {
        public Freshness Freshness { get; } = new();
    }

    /// <summary>Changes with the file, so that a changed one has another address, and browsers never show yesterday's look.</summary>
    public string Version
    {
        get
        {
            if (_seen is { } seen && seen.Freshness.IsSeen())
                return seen.Version;
            var version = host.WebRootFileProvider.GetFileInfo("site.css").LastModified.ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
            if (_seen?.Version != version)
                _seen = new Seen(version);
            return version;
        }
    }
}
