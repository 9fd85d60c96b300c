using Components.Fragments;

namespace App.Content;

/// <summary>A Markdown or HTML file under <c>content</c>, read. Immutable, and good until the file changes.</summary>
/// <param name="Path">Its address, such as <c>/guides/start</c>.</param>
/// <param name="Front">What it says about itself.</param>
/// <param name="Text">The text, as HTML.</param>
public sealed record ContentPage(string Path, FrontMatter Front, FragmentHtml Text)
{
    /// <summary>What its author called it, else its address.</summary>
    public string Title => Front.Title ?? FirstHeading ?? Path;

    /// <summary>The text of the first <c>h1</c> in the text itself; null: there is none, and the page writes its title above.</summary>
    public string? FirstHeading { get; init; }

    /// <summary>Of an article: the last part of its address.</summary>
    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];

    public string Description => Front.Description ?? "";
}

/// <summary>What became of a file.</summary>
/// <param name="Page">What is shown: of a file with mistakes, the page as it was before them, if it was ever read. Null: nothing.</param>
/// <param name="Mistakes">Why the file as it stands is not shown; empty: it is.</param>
public sealed record ContentReading(ContentPage? Page, IReadOnlyList<Mistake> Mistakes);
