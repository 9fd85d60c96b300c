namespace Components.Fragments;

/// <summary>What is wrong with a fragment's tag in a text, for the site's owner.</summary>
/// <param name="Line">The line of the text, from 1.</param>
/// <param name="Text">What is wrong and how to mend it, in English.</param>
public sealed record TagMistake(int Line, string Text);
