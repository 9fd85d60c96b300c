using Components.Fragments;

namespace Components.Files;

/// <summary>
/// Says that a handler takes files. Only then may its form be larger than <see cref="ComponentsOptions.MaxFormBytes"/>, and by no more than the rules allow. What breaks them is told beside its field, and the
/// handler does not run.
/// </summary>
/// <typeparam name="TFiles">Says which; a registered service, or made with services in its constructor.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesFilesAttribute<TFiles> : TakesFilesAttribute where TFiles : class, IHandlerFiles
{
    internal override Type Source => typeof(TFiles);
}

/// <summary>What <see cref="TakesFilesAttribute{TFiles}"/> is to code that does not know its type.</summary>
public abstract class TakesFilesAttribute : Attribute
{
    internal TakesFilesAttribute()
    {
    }

    internal abstract Type Source { get; }
}

/// <summary>Says which files a handler takes.</summary>
public interface IHandlerFiles
{
    /// <summary>Asked before the form is read, and when a form for the handler is shown.</summary>
    /// <param name="url">The fragment, with its parameters, which were verified.</param>
    /// <param name="cancellation">Ends when the visitor goes away.</param>
    /// <returns>The rules for all files of the form together; null: it takes none.</returns>
    ValueTask<FileRules?> RulesAsync(FragmentUrl url, CancellationToken cancellation);
}
