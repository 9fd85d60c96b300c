using Components.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Packs;

/// <summary>Runs what packs bring for the command line.</summary>
public static class PackCommands
{
    private const int Failed = 1, Misused = 2, Interrupted = 130;

    /// <summary>The usage of every command of every pack, a line each and the indented ones below; empty where there are none.</summary>
    /// <param name="packs">The packs in use.</param>
    /// <param name="program">What the lines start with, such as <c>run</c>.</param>
    public static IEnumerable<string> Usage(this PackList packs, string program) =>
        from pack in packs from command in pack.Commands from line in UsageOf(pack, command, program) select line;

    /// <summary>Runs a command, once the database is up to date, until it ends or somebody presses Ctrl+C.</summary>
    /// <param name="services">The application's services; the host need not run.</param>
    /// <param name="arguments">A pack's id, the name of a command, and its arguments.</param>
    /// <param name="program">What the program is called in messages, such as <c>run</c>.</param>
    /// <returns>The exit code: the command's own, 1 where it failed, 2 where it was asked for wrongly, 130 where it was interrupted; null where no pack has this id.</returns>
    public static async Task<int?> RunPackCommandAsync(this IServiceProvider services, IReadOnlyList<string> arguments, string program)
    {
        if (arguments.Count == 0 || services.GetRequiredService<PackList>().FirstOrDefault(pack => pack.Id == arguments[0]) is not { } pack)
            return null;
        if (arguments.Count == 1 || pack.Commands.FirstOrDefault(command => command.Name == arguments[1]) is not { } command)
            return Refuse(arguments.Count == 1 ? null : $"The pack '{pack.Id}' has no command '{arguments[1]}'.", pack.Commands.SelectMany(one => UsageOf(pack, one, program)));
        using var interruption = new CancellationTokenSource();
        using var signal = new Interruption(interruption);
        try
        {
            await services.GetRequiredService<DatabaseStartup>().StartAsync(interruption.Token);
            await using var scope = services.CreateAsyncScope();
            return await command.RunAsync(scope.ServiceProvider, [.. arguments.Skip(2)], interruption.Token);
        }
        catch (CommandException e)
        {
            return Refuse(e.Message, UsageOf(pack, command, program));
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted.");
            return Interrupted;
        }
        catch (Exception e) when (services.GetService<IDatabase>()?.IsUnavailable(e) == true)
        {
            Console.Error.WriteLine($"The database cannot serve: {e.GetBaseException().Message}");
            return Failed;
        }
    }

    private static int Refuse(string? problem, IEnumerable<string> usage)
    {
        if (problem is not null)
            Console.Error.WriteLine(problem);
        Console.Error.WriteLine($"Usage:{Environment.NewLine}{string.Join(Environment.NewLine, usage.DefaultIfEmpty("  (there are no commands)"))}");
        return Misused;
    }

    private static IEnumerable<string> UsageOf(Pack pack, PackCommand command, string program)
    {
        var lines = command.Usage.ReplaceLineEndings("\n").Split('\n');
        return lines.Skip(1).Select(line => $"      {line}").Prepend($"  {program} {pack.Id} {command.Name} {lines[0]}".TrimEnd());
    }

    // The first Ctrl+C asks the command to end in good order; the second one ends the process.
    private sealed class Interruption : IDisposable
    {
        private readonly CancellationTokenSource _source;

        public Interruption(CancellationTokenSource source)
        {
            _source = source;
            Console.CancelKeyPress += Cancel;
        }

        public void Dispose() => Console.CancelKeyPress -= Cancel;

        private void Cancel(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = !_source.IsCancellationRequested;
            _source.Cancel();
        }
    }
}
