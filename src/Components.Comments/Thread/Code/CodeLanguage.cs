using System.Collections.Frozen;

namespace Components.Comments.Thread.Code;

/// <summary>As much of a language as it takes to tell words, texts, remarks and numbers apart.</summary>
internal sealed record CodeLanguage
{
    /// <summary>The words of the language itself.</summary>
    public required FrozenSet<string> Keywords { get; init; }

    /// <summary>What starts a remark that ends with its line.</summary>
    public string[] LineComments { get; init; } = [];

    /// <summary>What starts and ends a remark that may go over lines.</summary>
    public (string Start, string End)[] BlockComments { get; init; } = [];

    /// <summary>What starts and ends a text; longer ones first.</summary>
    public string[] Quotes { get; init; } = ["\"", "'"];

    /// <summary>Those of <see cref="Quotes"/> whose texts go over lines.</summary>
    public string[] LongQuotes { get; init; } = [];

    /// <summary>What may stand in a word besides letters, digits and underscores.</summary>
    public string WordCharacters { get; init; } = "";

    /// <summary>Whether a tag's angle brackets are where the language is: HTML and XML.</summary>
    public bool IsMarkup { get; init; }

    private static readonly (string, string) SlashStar = ("/*", "*/");

    private static readonly Dictionary<string, CodeLanguage> Known = Index(
        ("csharp cs c#", new CodeLanguage
        {
            Keywords = Words(
                "abstract as async await base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false "
                + "file finally fixed float for foreach get global goto if implicit in init int interface internal is lock long namespace new not null object operator or out override "
                + "params partial private protected public readonly record ref required return sbyte sealed set short sizeof static string struct switch this throw true try typeof uint "
                + "ulong unchecked unsafe ushort using var virtual void volatile when where while with yield"),
            LineComments = ["//"],
            BlockComments = [SlashStar],
            Quotes = ["\"\"\"", "\"", "'"],
            LongQuotes = ["\"\"\""],
        }),
        ("javascript js typescript ts jsx tsx", new CodeLanguage
        {
            Keywords = Words(
                "abstract any as async await boolean break case catch class const constructor continue debugger declare default delete do else enum export extends false finally for "
                + "from function get if implements import in instanceof interface is keyof let new null number object of private protected public readonly return set static string super "
                + "switch symbol this throw true try type typeof undefined unknown var void while with yield"),
            LineComments = ["//"],
            BlockComments = [SlashStar],
            Quotes = ["\"", "'", "`"],
            LongQuotes = ["`"],
            WordCharacters = "$",
        }),
        ("json", new CodeLanguage { Keywords = Words("true false null"), Quotes = ["\""] }),
        ("html xml svg", new CodeLanguage { Keywords = Words(""), BlockComments = [("<!--", "-->")], LongQuotes = ["\"", "'"], IsMarkup = true }),
        ("css", new CodeLanguage
        {
            Keywords = Words("@charset @container @font-face @import @keyframes @layer @media @namespace @page @property @supports and important inherit initial not only or revert unset"),
            BlockComments = [SlashStar],
            WordCharacters = "-@",
        }),
        ("sql", new CodeLanguage
        {
            Keywords = Words(
                "ADD ALL ALTER AND AS ASC BEGIN BETWEEN BY CASE CHECK COLUMN COMMIT CONSTRAINT CREATE CROSS DEFAULT DELETE DESC DISTINCT DROP ELSE END EXCEPT EXISTS FOREIGN FROM FULL "
                + "GROUP HAVING IF IN INDEX INNER INSERT INTERSECT INTO IS JOIN KEY LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OUTER PRIMARY RECURSIVE REFERENCES RIGHT ROLLBACK SELECT "
                + "SET TABLE THEN TRANSACTION TRIGGER UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHERE WITH", StringComparer.OrdinalIgnoreCase),
            LineComments = ["--"],
            BlockComments = [SlashStar],
            LongQuotes = ["'"],
        }),
        ("bash sh shell", new CodeLanguage
        {
            Keywords = Words("alias break case cd continue do done echo elif else esac eval exec exit export fi for function if in local printf read return set shift source test then trap unset until while"),
            LineComments = ["#"],
            LongQuotes = ["\"", "'"],
            WordCharacters = "-$",
        }),
        ("python py", new CodeLanguage
        {
            Keywords = Words(
                "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise "
                + "return self try while with yield"),
            LineComments = ["#"],
            Quotes = ["\"\"\"", "'''", "\"", "'"],
            LongQuotes = ["\"\"\"", "'''"],
        }));

    /// <returns>Null for a language that is not known here.</returns>
    public static CodeLanguage? Find(string name) => Known.GetValueOrDefault(name);

    private static FrozenSet<string> Words(string words, StringComparer? comparer = null) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(comparer ?? StringComparer.Ordinal);

    private static Dictionary<string, CodeLanguage> Index(params (string Names, CodeLanguage Language)[] languages) =>
        languages.SelectMany(item => item.Names.Split(' ').Select(name => (name, item.Language))).ToDictionary(StringComparer.OrdinalIgnoreCase);
}
