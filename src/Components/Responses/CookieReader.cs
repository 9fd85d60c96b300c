using Microsoft.Extensions.Primitives;

namespace Components.Responses;

/// <summary>Goes through the cookies of a request as they were sent, and copies none. As the framework does, it takes a comma for the end of one too.</summary>
/// <param name="lines">The header <c>Cookie</c>.</param>
internal ref struct CookieReader(StringValues lines)
{
    private ReadOnlySpan<char> _rest;
    private int _read;

    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>As it was sent; empty where there is no equals sign.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Goes on to the next cookie.</summary>
    /// <returns>False: there is no other.</returns>
    public bool Read()
    {
        while (!_rest.IsEmpty || _read < lines.Count)
        {
            if (_rest.IsEmpty)
                _rest = lines[_read++];
            var end = _rest.IndexOfAny(';', ',');
            var cookie = (end < 0 ? _rest : _rest[..end]).Trim();
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (cookie.IsEmpty)
                continue;
            var equals = cookie.IndexOf('=');
            Name = equals < 0 ? cookie : cookie[..equals];
            Value = equals < 0 ? default : cookie[(equals + 1)..];
            return true;
        }
        return false;
    }
}
