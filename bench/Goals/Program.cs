using System.Globalization;
using Goals;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (BenchOptions.Read(args) is not { } options)
    return 2;
using var workplace = new Workplace(options);
await workplace.PrepareAsync();

(string Name, Func<Task<IReadOnlyList<Figure>>> MeasureAsync)[] measures =
[
    ("reading", new Reading(workplace).RunAsync),
    ("posting", new Posting(workplace).RunAsync),
    ("counts", new Counts(workplace).RunAsync),
    ("starting", new Starting(workplace).RunAsync),
    ("overload", new Overload(workplace).RunAsync),
    ("inside", new Insides(workplace).RunAsync),
    ("phone", new Phone(workplace).RunAsync),
    ("sizes", new ThreadSizes(workplace).RunAsync),
    ("soak", new Soak(workplace).RunAsync),
];
var report = new Report(options);
foreach (var (name, measureAsync) in measures)
    if (options.Wants(name))
        await report.AddAsync(name, measureAsync);
await report.FinishAsync();
return report.IsComplete ? 0 : 1;
