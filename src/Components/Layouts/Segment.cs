using System.Globalization;
using System.Net;
using Components.Fragments;

namespace Components.Layouts;

/// <summary>A piece of a compiled layout.</summary>
internal abstract record Segment
{
    /// <summary>What it says in all pages of a language.</summary>
    /// <param name="language">The page's language.</param>
    /// <param name="pathBase">The path base of the request, as it is written into addresses.</param>
    /// <returns>HTML; null: what it says depends on more than these.</returns>
    public virtual string? TextIn(CultureInfo language, string pathBase) => null;

    /// <summary>HTML as it stands in the source.</summary>
    public sealed record Html(string Text) : Segment
    {
        public override string TextIn(CultureInfo language, string pathBase) => Text;
    }

    /// <summary>Where the path base of the request comes in: before an address that starts with a slash.</summary>
    public sealed record PathBase : Segment
    {
        public override string TextIn(CultureInfo language, string pathBase) => pathBase;
    }

    /// <summary>The page's language, as the value of <c>lang</c>.</summary>
    public sealed record Language : Segment
    {
        public override string TextIn(CultureInfo language, string pathBase) => language.Name;
    }

    /// <summary>The attribute that says that the page's language is written from right to left, where it is.</summary>
    public sealed record Direction : Segment
    {
        public override string TextIn(CultureInfo language, string pathBase) => language.TextInfo.IsRightToLeft ? " dir=\"rtl\"" : "";
    }

    /// <summary>Comes right before the <c>&gt;</c> of an element that says no language of its own: says it where the page's is another.</summary>
    public sealed record Foreign(string Tongue) : Segment
    {
        public override string TextIn(CultureInfo language, string pathBase) =>
            language.Name.Equals(Tongue, StringComparison.OrdinalIgnoreCase) ? "" : $" lang=\"{WebUtility.HtmlEncode(Tongue)}\"";
    }

    /// <summary>The end of the head: the page's title, its own head parts, and the components' files.</summary>
    public sealed record Head : Segment;

    /// <summary>Comes right before the <c>&gt;</c> of a link: says so where it leads to the page that is shown.</summary>
    public sealed record Current(string Href) : Segment;

    /// <summary>A place to be filled; the name "" is the page's body.</summary>
    public sealed record Slot(string Name, IReadOnlyList<Segment> Fallback) : Segment;

    /// <summary>A place into which the layout file puts something; only the page itself can put something else there.</summary>
    public sealed record Written(string Name, IReadOnlyList<Segment> Content) : Segment;

    /// <summary>A fragment's tag.</summary>
    /// <param name="Name">Its id, as it was written.</param>
    /// <param name="Line">The line on which it stands.</param>
    /// <param name="Attributes">As they were written.</param>
    /// <param name="Loading">What its placeholder shows; empty: nothing was written.</param>
    public sealed record Fragment(string Name, int Line, IReadOnlyList<KeyValuePair<string, object?>> Attributes, IReadOnlyList<Segment> Loading) : Segment
    {
        private Reading? _reading;

        /// <summary>What it says of the language of its element; null: nothing.</summary>
        public string? OwnLanguage { get; } = Attributes.FirstOrDefault(attribute => attribute.Key == "lang").Value as string;

        private sealed record Reading(FragmentRegistry Registry, FragmentTag Tag);

        /// <summary>What it stands for among these fragments. Read once: it is the same each time that it is shown.</summary>
        public FragmentTag In(FragmentRegistry registry)
        {
            if (_reading is not { } reading || reading.Registry != registry)
                _reading = reading = new Reading(registry, FragmentTag.Read(registry, Name, Attributes));
            return reading.Tag;
        }
    }

    /// <summary>A tag that stands for no fragment as it is written.</summary>
    public sealed record Mistake(string Name, int Line, TagProblem Problem) : Segment;
}
