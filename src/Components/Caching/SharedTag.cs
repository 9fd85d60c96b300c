using System.Text;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Caching;

/// <summary>The fragment of a tag, made for this page and kept for others once it is written, until what it depends on changes.</summary>
internal sealed class SharedTag : IKeptComponent
{
    private RenderHandle _handle;
    private Fragment? _fragment;

    [Parameter] public TagShelf Shelf { get; set; } = null!;

    [Parameter] public object Key { get; set; } = null!;

    /// <summary>Which changes it has seen; see <see cref="AnswerCache.Turn"/>.</summary>
    [Parameter] public long Began { get; set; }

    [Parameter] public HttpContext Http { get; set; } = null!;

    /// <summary>Writes the fragment's component, and says which it is.</summary>
    [Parameter] public Func<Action<object>, RenderFragment> Content { get; set; } = null!;

    public void Keep(ReadOnlySpan<byte> html)
    {
        if (_fragment is { IsForEverybody: true } fragment && !PersonalAddresses.AreIn(Http))
            Shelf.Keep(Key, new KeptTag(Encoding.UTF8.GetString(html), fragment.TagId, fragment.KeptUntil, Began));
    }

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(Content(made => _fragment = made as Fragment));
        return Task.CompletedTask;
    }
}

/// <summary>What a tag shows, with its element.</summary>
/// <param name="html">As it was written.</param>
/// <param name="elementId">The id of its element, by itself.</param>
/// <param name="tags">What it depends on.</param>
/// <param name="seen">Which changes it has seen.</param>
internal sealed class KeptTag(string html, string elementId, IReadOnlyCollection<string> tags, long seen) : KeptMarkup(html)
{
    private long _seen = seen;

    public string ElementId => elementId;

    public IReadOnlyCollection<string> Tags => tags;

    public bool IsCurrent(AnswerCache cache)
    {
        // Before it is looked whether they concern it: what comes then is looked at the next time.
        var turn = cache.Turn;
        var seen = Volatile.Read(ref _seen);
        if (seen == turn)
            return true;
        if (!cache.IsCurrent(tags, seen))
            return false;
        Volatile.Write(ref _seen, turn);
        return true;
    }
}

/// <summary>What is kept of tags on one page of this site, for one request to it.</summary>
internal sealed class TagShelf(MarkupShelf shelf, AnswerCache cache)
{
    public long Turn => cache.Turn;

    public KeptTag? Find(object key) => shelf.Find(key) is KeptTag kept && kept.IsCurrent(cache) ? kept : null;

    public void Keep(object key, KeptTag kept) => shelf.Replace(key, kept);
}
