using System.Globalization;
using System.Numerics;

namespace Components.Packs;

/// <summary>The arguments of a command, given as <c>--name value</c> or <c>--name=value</c>.</summary>
public sealed class CommandOptions
{
    private readonly Dictionary<string, string> _values = [];

    private CommandOptions()
    {
    }

    /// <summary>Reads them.</summary>
    /// <param name="arguments">As they were typed.</param>
    /// <param name="known">The names that there are, without hyphens before them.</param>
    /// <exception cref="CommandException">A name is not known, is there twice, or has no value.</exception>
    public static CommandOptions Read(IReadOnlyList<string> arguments, params IReadOnlyList<string> known)
    {
        var options = new CommandOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new CommandException($"'{arguments[i]}' belongs to no option.");
            var parts = arguments[i][2..].Split('=', 2);
            if (!known.Contains(parts[0]))
                throw new CommandException($"There is no option --{parts[0]}.");
            if (parts.Length == 1 && i + 1 == arguments.Count)
                throw new CommandException($"--{parts[0]} needs a value.");
            if (!options._values.TryAdd(parts[0], parts.Length == 2 ? parts[1] : arguments[++i]))
                throw new CommandException($"--{parts[0]} is there twice.");
        }
        return options;
    }

    /// <summary>The value as it was typed; null where it was not given.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value as it was typed.</summary>
    /// <param name="name">Which option.</param>
    /// <param name="longest">How long it may be, in UTF-16 units.</param>
    /// <exception cref="CommandException">It was not given, is blank, or too long.</exception>
    public string Require(string name, int longest) => Find(name) switch
    {
        null => throw new CommandException($"--{name} is missing."),
        var text when string.IsNullOrWhiteSpace(text) || text.Length > longest => throw new CommandException($"--{name} must have 1 to {longest} characters."),
        var text => text,
    };

    /// <summary>The value as a number, in the invariant notation.</summary>
    /// <param name="name">Which option.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="otherwise">What counts where it was not given; null: it must be.</param>
    /// <exception cref="CommandException">It is no number, out of range, or missing.</exception>
    public T Number<T>(string name, T least, T most, T? otherwise = null) where T : struct, INumber<T>
    {
        if (Find(name) is not { } text)
            return otherwise ?? throw new CommandException($"--{name} is missing.");
        return T.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"--{name} must be a number from {least} to {most}, not '{text}'."));
    }
}
