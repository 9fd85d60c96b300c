using Components.Layouts;

namespace Components.Fragments;

/// <summary>What a <c>component-view</c> tag turned out to be.</summary>
/// <param name="Tag">Where it stands.</param>
/// <param name="Line">On which line, for people.</param>
internal abstract record TagMark(HtmlTag Tag, int Line)
{
    /// <summary>A fragment begins; its end is marked too, unless the tag closes itself.</summary>
    public sealed record Begin(HtmlTag Tag, int Line) : TagMark(Tag, Line);

    /// <summary>The fragment that was begun last ends.</summary>
    public sealed record End(HtmlTag Tag, int Line) : TagMark(Tag, Line);

    /// <summary>It stands for nothing, and what follows stays as it is.</summary>
    public sealed record Wrong(HtmlTag Tag, int Line, TagProblem Problem) : TagMark(Tag, Line);

    /// <summary>The end of one that is wrong.</summary>
    public sealed record Nothing(HtmlTag Tag, int Line) : TagMark(Tag, Line);
}
