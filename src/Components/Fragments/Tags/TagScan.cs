using Components.Layouts;

namespace Components.Fragments;

/// <summary>
/// Finds fragments' tags in an HTML text: what stands for a fragment and where it ends. Those in code (<c>pre</c>, <c>code</c>) are text about tags and are left alone. One that is not closed
/// before the element around it ends is named, and takes nothing of the page with it. One pass, whatever the text.
/// </summary>
internal sealed class TagScan
{
    /// <summary>The element that stands for a fragment.</summary>
    public const string Element = "component-view";

    /// <summary>As deep as fragments may stand in each other.</summary>
    public const int Deepest = 8;

    /// <summary>Half of what one answer may hold: the layout and the fragments themselves hold some too.</summary>
    public const int Most = 500;

    private readonly Func<int, int> _lineOf;
    private readonly Dictionary<int, TagMark> _marks = [];
    private readonly List<(int Line, TagProblem Problem)> _problems = [];

    // The last one is the innermost; the first stands for the text itself.
    private readonly Stack<Frame> _frames = new([new Frame(null, false)]);
    private readonly Dictionary<string, int> _openElements = [];
    private readonly Stack<HtmlTag> _code = new();
    private int _found;
    private bool _isLeftAlone;

    private TagScan(Func<int, int> lineOf) => _lineOf = lineOf;

    /// <summary>By the position of the tag.</summary>
    public IReadOnlyDictionary<int, TagMark> Marks => _marks;

    /// <summary>What is wrong, besides what stands in the tags themselves.</summary>
    public IReadOnlyList<(int Line, TagProblem Problem)> Problems => _problems;

    /// <param name="source">The text.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="lineOf">From a position to the line that people know; null: the text's own.</param>
    public static TagScan Of(string source, IReadOnlyList<HtmlTag> tags, Func<int, int>? lineOf = null)
    {
        var scan = new TagScan(lineOf ?? HtmlTags.LinesOf(source));
        foreach (var tag in tags)
            scan.Take(tag);
        scan.End();
        return scan;
    }

    private void Take(HtmlTag tag)
    {
        if (tag.Name is "pre" or "code")
            TakeCode(tag);
        else if (_code.Count > 0)
            _isLeftAlone |= tag.Name == Element;
        else if (tag.Name != Element)
            TakeElement(tag);
        else if (tag.IsEnd)
            EndFragment(tag);
        else
            BeginFragment(tag);
    }

    private void TakeCode(HtmlTag tag)
    {
        if (!tag.IsEnd)
            _code.Push(tag);
        else if (_code.Count > 0)
            _code.Pop();
    }

    private void BeginFragment(HtmlTag tag)
    {
        var problem = ++_found > Most ? new TagProblem("A page holds at most {0} tags; this is one too many.", Most)
            : _frames.Count > Deepest ? new TagProblem("This tag stands in {0} others. Is one of those before it not closed?", Deepest)
            : null;
        if (problem is not null)
            Refuse(tag, problem);
        else if (tag.IsSelfClosing)
            _marks[tag.Start] = new TagMark.Begin(tag, _lineOf(tag.Start));
        if (!tag.IsSelfClosing)
            _frames.Push(new Frame(tag, problem is not null));
    }

    private void EndFragment(HtmlTag tag)
    {
        if (_frames.Count == 1)
        {
            Refuse(tag, new TagProblem("This </component-view> closes nothing."));
            return;
        }
        var frame = _frames.Pop();
        foreach (var (name, count) in frame.Open)
            _openElements[name] -= count;
        if (!frame.IsWrong)
            _marks[frame.Tag!.Start] = new TagMark.Begin(frame.Tag, _lineOf(frame.Tag.Start));
        _marks[tag.Start] = frame.IsWrong ? new TagMark.Nothing(tag, 0) : new TagMark.End(tag, _lineOf(frame.Tag!.Start));
    }

    private void TakeElement(HtmlTag tag)
    {
        if (!tag.IsEnd)
        {
            if (tag.IsSelfClosing || HtmlTags.Void.Contains(tag.Name))
                return;
            Count(_openElements, tag.Name, 1);
            Count(_frames.Peek().Open, tag.Name, 1);
            return;
        }
        // One that closes nothing means nothing.
        if (_openElements.GetValueOrDefault(tag.Name) == 0)
            return;
        while (_frames.Peek().Open.GetValueOrDefault(tag.Name) == 0)
            DropFrame();
        Count(_openElements, tag.Name, -1);
        Count(_frames.Peek().Open, tag.Name, -1);
    }

    /// <summary>The innermost fragment is not closed: what stands in it belongs to what is around it.</summary>
    private void DropFrame()
    {
        var frame = _frames.Pop();
        _frames.Peek().TakeOver(frame);
        if (!frame.IsWrong)
            Refuse(frame.Tag!, new TagProblem("This tag is not closed: add </component-view> behind it, inside the same element."));
    }

    private void End()
    {
        while (_frames.Count > 1)
            DropFrame();
        if (_isLeftAlone && _code.TryPeek(out var code))
            _problems.Add((_lineOf(code.Start), new TagProblem("This <{0}> is not closed, so tags behind it are left alone as code.", code.Name)));
    }

    private void Refuse(HtmlTag tag, TagProblem problem) => _marks[tag.Start] = new TagMark.Wrong(tag, _lineOf(tag.Start), problem);

    private static void Count(Dictionary<string, int> counts, string name, int change) => counts[name] = counts.GetValueOrDefault(name) + change;

    private sealed class Frame(HtmlTag? tag, bool isWrong)
    {
        public HtmlTag? Tag => tag;

        public bool IsWrong => isWrong;

        /// <summary>How many elements of each name were opened in it and not closed yet.</summary>
        public Dictionary<string, int> Open { get; private set; } = [];

        /// <summary>Adds what was opened in another one, whose last use this is.</summary>
        public void TakeOver(Frame inner)
        {
            // The few to the many: else thousands that are not closed would each hand on the same names.
            var (few, many) = Open.Count < inner.Open.Count ? (Open, inner.Open) : (inner.Open, Open);
            foreach (var (name, count) in few)
                Count(many, name, count);
            Open = many;
        }
    }
}
