using System.ComponentModel.DataAnnotations;

namespace Components.Comments.Votes;

/// <summary>Checks the owner's list of reactions: each counted beside the others, so none may be mistaken for another or for a number.</summary>
internal sealed class ReactionListAttribute : ValidationAttribute
{
    private const int Most = 20;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var kinds = (IList<string>?)value ?? [];
        if (kinds.Count > Most)
            return new ValidationResult($"Packs:Comments:Reactions: {kinds.Count} reactions are too many; list at most {Most}.");
        if (kinds.FirstOrDefault(kind => ProblemOf(kind) is not null) is { } bad)
            return new ValidationResult($"Packs:Comments:Reactions: '{bad}' cannot be a reaction: {ProblemOf(bad)}.");
        return kinds.GroupBy(kind => kind, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? new ValidationResult($"Packs:Comments:Reactions: '{twice.Key}' is listed twice.")
            : ValidationResult.Success;
    }

    private static string? ProblemOf(string? kind) => kind switch
    {
        null or "" => "it is empty",
        { Length: > Reaction.LongestKind } => $"it has {kind.Length} UTF-16 units, of at most {Reaction.LongestKind}",
        _ when kind.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) => "it has a space in it",
        _ when kind.All(char.IsAsciiDigit) => "it is a number",
        _ => null,
    };
}
