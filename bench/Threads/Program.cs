using System.Globalization;
using Threads;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (rounds, seconds) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
using var site = new BenchSite([.. args[2].Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
site.Start();
await site.SeedAsync();
using (var pages = new PageCosts(site))
    await pages.RunAsync(rounds);
return seconds == 0 || await new ManyWriters(site).RunAsync(TimeSpan.FromSeconds(seconds)) ? 0 : 1;
