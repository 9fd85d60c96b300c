namespace Components.Packs;

/// <summary>Something that a pack does when the site's owner asks for it on the command line, as <c>./run {pack} {name} {arguments}</c>.</summary>
/// <param name="Name">What it is called by: lower-case letters, digits and hyphens; unique in the pack.</param>
/// <param name="Usage">Its arguments as the help shows them, such as <c>--subject S [--count N]</c>, and in the lines below what it does; in English.</param>
/// <param name="RunAsync">
/// Does it, and returns the exit code, 0 for success. The services are a scope of its own on a database that is up to date; the arguments are those after the name. The token is
/// cancelled by Ctrl+C: what was begun is left as consistent as ever. A <see cref="CommandException"/> is shown without its stack, beside the usage.
/// </param>
public sealed record PackCommand(string Name, string Usage, Func<IServiceProvider, IReadOnlyList<string>, CancellationToken, Task<int>> RunAsync);

/// <summary>A command cannot be carried out as it was asked for; the message says why, to whoever typed it.</summary>
public sealed class CommandException : Exception
{
    /// <summary>For the framework's habits only: give a message.</summary>
    public CommandException()
    {
    }

    /// <param name="message">What is wrong, and what would be right.</param>
    public CommandException(string message) : base(message)
    {
    }

    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="inner">Why.</param>
    public CommandException(string message, Exception inner) : base(message, inner)
    {
    }
}
