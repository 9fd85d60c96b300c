using Components.Fragments;

namespace App.Content;

/// <summary>What is wrong with a content file, for its owner.</summary>
/// <param name="Line">From 1; 0: the file as a whole.</param>
/// <param name="Text">What is wrong, and what would be right.</param>
public sealed record Mistake(int Line, string Text)
{
    public static Mistake Of(TagMistake tag) => new(tag.Line, tag.Text);

    public string In(string file) => Line == 0 ? $"{file}: {Text}" : $"{file}, line {Line}: {Text}";
}
