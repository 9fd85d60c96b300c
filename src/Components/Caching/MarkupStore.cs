using System.Collections.Concurrent;
using System.Globalization;
using Components.Fragments;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Caching;

/// <summary>
/// Markup of parts of fragments, such as one entry of a list, which many answers share until the clock shows the next minute: then everything begins anew, so nothing need be taken out. What does not
/// fit in is made for each.
/// </summary>
internal sealed class MarkupStore(IOptions<CacheOptions> options, KeyRing keys, TimeProvider clock)
{
    // Of what answers may take.
    private const int Share = 4;

    private readonly long _most = options.Value.MostBytes / Share;
    private volatile Minute _minute = new(0);

    public bool IsOn => options.Value.Life > TimeSpan.Zero && _most > 0;

    /// <summary>What is kept now for all answers that show the same in the same surroundings.</summary>
    public MarkupShelf ShelfFor(Fragment fragment)
    {
        var number = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var minute = _minute;
        // Two who both come first make one too many, which nobody misses.
        if (minute.Number != number)
            _minute = minute = new Minute(number);
        var url = fragment.Url;
        var place = new Place(
            fragment.Class, CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name, url.HostPage, url.SiteBase, url.Terms.Inherited, fragment.Call?.Kind == AnswerKind.Document, keys.Current.Id);
        return new MarkupShelf(minute, minute.Shelves.GetOrAdd(place, _ => new()), _most);
    }

    // What the addresses in it, its words and its forms depend on.
    internal sealed record Place(Type Fragment, string Culture, string Language, string HostPage, string SiteBase, FragmentTerms Terms, bool IsDocument, string SigningKey);

    internal sealed class Minute(long number)
    {
        private long _size;

        public long Number => number;

        public ConcurrentDictionary<Place, ConcurrentDictionary<object, string>> Shelves { get; } = new();

        public bool HasRoom(int letters, long most) => Interlocked.Add(ref _size, sizeof(char) * letters + 500) <= most;
    }
}

/// <summary>What is kept of one fragment's markup in one place.</summary>
internal sealed class MarkupShelf(MarkupStore.Minute minute, ConcurrentDictionary<object, string> kept, long most)
{
    public string? Find(object key) => kept.GetValueOrDefault(key);

    public void Keep(object key, string markup)
    {
        if (minute.HasRoom(markup.Length, most))
            kept.TryAdd(key, markup);
    }
}

/// <summary>Marks a request for which an address was signed that is not good for everybody: what it shows is not shared.</summary>
internal sealed class PersonalAddresses
{
    private static readonly PersonalAddresses One = new();

    public static void Mark(HttpContext http) => http.Features.Set(One);

    public static bool AreIn(HttpContext http) => http.Features.Get<PersonalAddresses>() is not null;
}
