// What single steps inside the App cost, in time and in what they allocate, by BenchmarkDotNet.
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Micro;

Type[] all = [typeof(Signing), typeof(Threads), typeof(Tags), typeof(Layouts)];
var wanted = all.Where(type => args.Length == 0 || args.Contains(type.Name, StringComparer.OrdinalIgnoreCase)).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"Usage: bench/inside [{string.Join("] [", all.Select(type => type.Name.ToLowerInvariant()))}]     without any: all");
    return 2;
}

var artifacts = Directory.CreateTempSubdirectory("micro-");
// In this process: a project of its own for each benchmark takes longer to build than to run, and the site lives here.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics)
    .AddLogger(NullLogger.Instance)
    .WithArtifactsPath(artifacts.FullName);
var isComplete = true;
foreach (var type in wanted)
{
    // The site says what it says to whoever starts it.
    var console = Console.Out;
    Console.SetOut(TextWriter.Null);
    var summary = BenchmarkRunner.Run(type, config);
    Console.SetOut(console);
    Console.WriteLine($"## {type.Name}");
    MarkdownExporter.GitHub.ExportToLog(summary, ConsoleLogger.Default);
    isComplete &= IsComplete(summary);
}
artifacts.Delete(recursive: true);
return isComplete ? 0 : 1;

static bool IsComplete(Summary summary)
{
    foreach (var error in summary.ValidationErrors)
        Console.Error.WriteLine(error.Message);
    return !summary.HasCriticalValidationErrors && summary.Reports.Length > 0 && summary.Reports.All(report => report.Success);
}
