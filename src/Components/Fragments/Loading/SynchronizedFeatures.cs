using System.Collections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>
/// Makes a request good for several threads while its parts are read, each on a thread of its own, beside the one that renders. By itself it is good for one: it forgets what it knows of its features
/// whenever one of them is set, as antiforgery and others do on the way, and whoever asks it at that moment finds nothing; what two write at once is lost or torn.
/// </summary>
internal sealed class SynchronizedFeatures(IFeatureCollection own) : IFeatureCollection
{
    private readonly Lock _lock = new();
    private readonly int _revision = own.Revision;
    private volatile bool _isShared = true;
    private SynchronizedResponse? _response;
    private SynchronizedItems? _items;

    bool IFeatureCollection.IsReadOnly => own.IsReadOnly;

    /// <summary>The same as long as it is shared: nothing that is known is forgotten.</summary>
    int IFeatureCollection.Revision => _isShared ? _revision : own.Revision;

    object? IFeatureCollection.this[Type key]
    {
        get
        {
            lock (_lock)
                return own[key];
        }
        set
        {
            lock (_lock)
                own[key] = value;
        }
    }

    /// <summary>From now on, until <see cref="End"/>, more than one thread may use it. For the thread that renders, before it starts another.</summary>
    public static void Begin(HttpContext http)
    {
        if (http.Features is SynchronizedFeatures { _isShared: true } || http is not DefaultHttpContext context)
            return;
        var own = http.Features is SynchronizedFeatures earlier ? earlier.Own : http.Features;
        context.Uninitialize();
        context.Initialize(new SynchronizedFeatures(own));
    }

    /// <summary>Everything is made. What is read still, since it was given up, is shown nowhere.</summary>
    public static void End(HttpContext http)
    {
        if (http.Features is SynchronizedFeatures shared)
            shared._isShared = false;
    }

    private IFeatureCollection Own => own;

    TFeature? IFeatureCollection.Get<TFeature>() where TFeature : default
    {
        lock (_lock)
        {
            if (_isShared && (typeof(TFeature) == typeof(IHttpResponseFeature) || typeof(TFeature) == typeof(IResponseCookiesFeature)))
                return (TFeature?)(object?)(_response ??= Response());
            if (_isShared && typeof(TFeature) == typeof(IItemsFeature))
                return (TFeature?)(object)(_items ??= Items());
            return own.Get<TFeature>();
        }
    }

    void IFeatureCollection.Set<TFeature>(TFeature? instance) where TFeature : default
    {
        lock (_lock)
            own.Set(instance);
    }

    IEnumerator<KeyValuePair<Type, object>> IEnumerable<KeyValuePair<Type, object>>.GetEnumerator()
    {
        lock (_lock)
            return own.ToList().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<Type, object>>)this).GetEnumerator();

    private SynchronizedResponse? Response() => own.Get<IHttpResponseFeature>() is { } response ? new SynchronizedResponse(response, own, _lock) : null;

    private SynchronizedItems Items()
    {
        if (own.Get<IItemsFeature>() is not { } items)
            own.Set(items = new ItemsFeature());
        return new SynchronizedItems(items, _lock);
    }
}
