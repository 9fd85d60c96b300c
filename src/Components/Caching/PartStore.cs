using System.Collections.Concurrent;
using System.Globalization;
using Components.Fragments;
using Components.Signing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Caching;

/// <summary>
/// Parts of answers, such as the markup of one entry of a list or the rows that it is made of, which many answers share until the clock shows the next minute: then everything begins anew. Where there is no
/// more room within the minute, what was asked for lately stays, and the rest goes.
/// </summary>
internal sealed class PartStore(IOptions<CacheOptions> options, AnswerCache cache, KeyRing keys, TimeProvider clock)
{
    // Of what answers may take.
    private const int Share = 4;

    private readonly long _most = options.Value.MostBytes / Share;
    private volatile PartMinute _minute = new(0, 0);

    public bool IsOn => options.Value.Life > TimeSpan.Zero && _most > 0;

    /// <summary>What is kept now for all answers that show the same in the same surroundings.</summary>
    public PartShelf ShelfFor(Fragment fragment)
    {
        var url = fragment.Url;
        return ShelfAt(fragment.Class, url.HostPage, url.SiteBase, url.Terms.Inherited, fragment.Call?.Kind == AnswerKind.Document);
    }

    /// <summary>The same for the tags of a page of this site.</summary>
    public PartShelf ShelfFor(string page, string siteBase) => ShelfAt(typeof(FragmentTag), page, siteBase, FragmentTerms.Usual, isDocument: false);

    /// <summary>The same for what fragments of this class read for everybody, wherever they stand.</summary>
    public ReadShelf ReadsOf(Type fragment) => new(ShelfIn(new PartPlace(fragment, "", "", "", "", FragmentTerms.Usual, false, "")), cache);

    private PartShelf ShelfAt(Type fragment, string hostPage, string siteBase, FragmentTerms terms, bool isDocument) =>
        ShelfIn(new PartPlace(fragment, CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name, hostPage, siteBase, terms, isDocument, keys.Current.Id));

    private PartShelf ShelfIn(PartPlace place)
    {
        var number = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var minute = _minute;
        // Two who both come first make one too many, which nobody misses.
        if (minute.Number != number)
            _minute = minute = new PartMinute(number, _most);
        return new PartShelf(minute, place);
    }
}

/// <summary>What the addresses in it, its words and its forms depend on.</summary>
internal sealed record PartPlace(Type Fragment, string Culture, string Language, string HostPage, string SiteBase, FragmentTerms Terms, bool IsDocument, string SigningKey);

/// <summary>What is kept in one minute, in two halves: when the newer one is full it becomes the older one, and what was that is forgotten.</summary>
/// <param name="number">Which minute.</param>
/// <param name="most">How many bytes both halves may take.</param>
internal sealed class PartMinute(long number, long most)
{
    private readonly Lock _lock = new();
    private volatile PartHalf _newer = new(null);

    public long Number => number;

    public PartHalf Newer => _newer;

    /// <returns>False where it is more than ought to be kept of one thing.</returns>
    public bool MakeRoom(long size)
    {
        if (size > most / 8)
            return false;
        var newer = _newer;
        if (newer.Take(size) <= most / 2)
            return true;
        lock (_lock)
            if (_newer == newer)
                _newer = new PartHalf(newer);
        _newer.Take(size);
        return true;
    }
}

/// <summary>What is kept.</summary>
internal abstract class KeptPart
{
    /// <summary>How many bytes it takes, with what surrounds it.</summary>
    public abstract long Size { get; }
}

/// <summary>Markup that is kept, ready to be written into any answer.</summary>
internal class KeptMarkup : KeptPart
{
    public KeptMarkup(string html)
    {
        Html = html;
        Write = builder => builder.AddMarkupContent(0, html);
    }

    public string Html { get; }

    public RenderFragment Write { get; }

    public override long Size => (sizeof(char) * Html.Length) + 500L;
}

/// <summary>Half of what is kept.</summary>
internal sealed class PartHalf
{
    private readonly ConcurrentDictionary<PartPlace, ConcurrentDictionary<object, KeptPart>> _places = new();
    private long _size;

    public PartHalf(PartHalf? older)
    {
        Older = older;
        // One is enough.
        if (older is not null)
            older.Older = null;
    }

    public PartHalf? Older { get; private set; }

    public ConcurrentDictionary<object, KeptPart> At(PartPlace place) => _places.GetOrAdd(place, _ => new());

    public long Take(long size) => Interlocked.Add(ref _size, size);
}

/// <summary>What is kept of one fragment in one place; for one answer.</summary>
internal sealed class PartShelf(PartMinute minute, PartPlace place)
{
    private PartHalf? _half;
    private ConcurrentDictionary<object, KeptPart> _newer = null!;
    private ConcurrentDictionary<object, KeptPart>? _older;

    public KeptPart? Find(object key)
    {
        Look();
        if (_newer.TryGetValue(key, out var part))
            return part;
        if (_older is null || !_older.TryGetValue(key, out part))
            return null;
        Keep(key, part);
        return part;
    }

    /// <summary>Keeps it, also in the place of what is there: that may be right no more.</summary>
    public void Keep(object key, KeptPart part)
    {
        if (!minute.MakeRoom(part.Size))
            return;
        Look();
        _newer[key] = part;
    }

    private void Look()
    {
        var half = minute.Newer;
        if (half == _half)
            return;
        (_half, _newer, _older) = (half, half.At(place), half.Older?.At(place));
    }
}

/// <summary>Marks a request for which an address was signed that is not good for everybody: what it shows is not shared.</summary>
internal sealed class PersonalAddresses
{
    private static readonly PersonalAddresses One = new();

    public static void Mark(HttpContext http) => http.Features.Set(One);

    public static bool AreIn(HttpContext http) => http.Features.Get<PersonalAddresses>() is not null;
}
