using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Components.Fragments;

/// <summary>The head of an answer for several threads, with its cookies; see <see cref="SynchronizedFeatures"/>.</summary>
internal sealed class SynchronizedResponse(IHttpResponseFeature own, IFeatureCollection features, Lock gate) : IHttpResponseFeature, IResponseCookiesFeature, IResponseCookies
{
    private IHeaderDictionary? _headers;
    private IResponseCookies? _cookies;

    public int StatusCode
    {
        get => own.StatusCode;
        set => own.StatusCode = value;
    }

    public string? ReasonPhrase
    {
        get => own.ReasonPhrase;
        set => own.ReasonPhrase = value;
    }

    public IHeaderDictionary Headers
    {
        get
        {
            lock (gate)
                return _headers ??= new SynchronizedHeaders(own.Headers, gate);
        }
        set
        {
            lock (gate)
                (own.Headers, _headers) = (value, null);
        }
    }

    [Obsolete("The framework's, and as obsolete as there.")]
    public Stream Body
    {
        get => own.Body;
        set => own.Body = value;
    }

    public bool HasStarted => own.HasStarted;

    IResponseCookies IResponseCookiesFeature.Cookies => this;

    public void OnStarting(Func<object, Task> callback, object state)
    {
        lock (gate)
            own.OnStarting(callback, state);
    }

    public void OnCompleted(Func<object, Task> callback, object state)
    {
        lock (gate)
            own.OnCompleted(callback, state);
    }

    // Each reads the header and writes it, longer by one.
    void IResponseCookies.Append(string key, string value)
    {
        lock (gate)
            Cookies().Append(key, value);
    }

    void IResponseCookies.Append(string key, string value, CookieOptions options)
    {
        lock (gate)
            Cookies().Append(key, value, options);
    }

    void IResponseCookies.Delete(string key)
    {
        lock (gate)
            Cookies().Delete(key);
    }

    void IResponseCookies.Delete(string key, CookieOptions options)
    {
        lock (gate)
            Cookies().Delete(key, options);
    }

    private IResponseCookies Cookies()
    {
        if (_cookies is not null)
            return _cookies;
        if (features.Get<IResponseCookiesFeature>() is { } known)
            return _cookies = known.Cookies;
        var made = new ResponseCookiesFeature(features);
        features.Set<IResponseCookiesFeature>(made);
        return _cookies = made.Cookies;
    }
}

/// <summary>The headers of an answer for several threads.</summary>
internal sealed class SynchronizedHeaders(IHeaderDictionary own, Lock gate) : SynchronizedDictionary<string, StringValues>(own, gate), IHeaderDictionary
{
    private readonly Lock _gate = gate;

    public long? ContentLength
    {
        get
        {
            lock (_gate)
                return own.ContentLength;
        }
        set
        {
            lock (_gate)
                own.ContentLength = value;
        }
    }
}
