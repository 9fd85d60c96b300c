using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests;

/// <summary>A site with a page whose discussions are pushed; loads are batched, and the developer's panel is on.</summary>
public sealed class PushSite : LiveSite
{
    public PushSite()
    {
        Settings["Packs:Comments:AllowGuests"] = "true";
        Settings["Packs:Comments:Hold"] = "Nobody";
        Settings["Components:Batch"] = "true";
        Settings["Components:Overlay"] = "true";
        ConfigureServices = services => services.AddSingleton<IStartupFilter, PushPage.Served>();
    }
}
