using System.Globalization;
using Rendering;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var site = new RenderingSite();
await site.SeedAsync();
await new RenderingCosts(site, only: args.ElementAtOrDefault(1)).RunAsync(rounds: int.Parse(args[0], CultureInfo.InvariantCulture));
