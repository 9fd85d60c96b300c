// What the benchmark measures without HTTP, with the project's own services: signatures, what the disk lets one writer do, and what is in the database.
using System.Globalization;
using Components;
using Components.Data;
using Components.Signing;
using Components.Sqlite;
using Inside;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.Configuration["Site:DataDirectory"] = args.ElementAtOrDefault(1);
builder.Services.AddComponents(site => site.UseSqlite());
await using var app = builder.Build();
var (database, signer) = (app.Services.GetRequiredService<IDatabase>(), app.Services.GetRequiredService<UrlSigner>());
switch (args)
{
    case ["signing", _]:
        Signatures.Measure(signer);
        return 0;
    case ["ceiling", _, var seconds]:
        await Ceiling.MeasureAsync(database, app.Services.GetRequiredService<SiteFolders>().DataDirectory, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        return 0;
    case ["posted", _, var subject]:
        await Posted.CountAsync(database, subject);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Inside signing DATA | ceiling DATA SECONDS | posted DATA SUBJECT");
        return 2;
}
