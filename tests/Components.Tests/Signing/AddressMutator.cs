using System.Globalization;

namespace Components.Tests.Signing;

/// <summary>Changes, drops, doubles, swaps and re-encodes parts of addresses. What comes out is never one of those that went in.</summary>
internal sealed class AddressMutator(Random random, string[] valid)
{
    // The same query is good for the fragment and for its document, by design.
    private readonly HashSet<string> _good = [.. valid.SelectMany(url => new[] { url, Toggled(url) })];

    public IEnumerable<string> Take(int count)
    {
        HashSet<string> seen = [];
        for (var i = 0; seen.Count < count; i++)
        {
            var url = valid[random.Next(valid.Length)];
            for (var steps = random.Next(1, 3); steps > 0; steps--)
                url = Mutate(url);
            if (!_good.Contains(url) && seen.Add(url))
                yield return url;
        }
    }

    private static string Toggled(string url)
    {
        var (path, query) = Split(url);
        return $"{(path.EndsWith(".html", StringComparison.Ordinal) ? path[..^5] : path + ".html")}?{query}";
    }

    private string Mutate(string url)
    {
        var (path, query) = Split(url);
        var pairs = query.Split('&').ToList();
        var at = random.Next(pairs.Count);
        switch (random.Next(18))
        {
            case 0: return $"{path}?{ChangeCharacter(query)}";
            case 1: return $"{path}?{DropCharacter(query)}";
            case 2: pairs.RemoveAt(at); break;
            case 3: pairs.Insert(random.Next(pairs.Count + 1), pairs[at]); break;
            case 4: (pairs[at], pairs[0]) = (pairs[0], pairs[at]); break;
            case 5: return $"{path}?{EscapeUnreserved(query)}";
            case 6: return $"{EscapeUnreserved(path)}?{query}";
            case 7: return $"{FlipCase(path)}?{query}";
            case 8: return $"{path}{Pick("/", "//", "/.", ".json", ".HTML", ".html/", "%2F", ";x", ".htm", "/approve", "/delete", "%00")}?{query}";
            case 9: return $"{Pick("/", "/.", "/x/..", "/c/..", "/%2e")}{path}?{query}";
            case 10: return $"{path}?{query.Replace("%20", "+", StringComparison.Ordinal)}";
            case 11: return $"{path}?{LowerEscapes(query)}";
            case 12: pairs.Insert(random.Next(pairs.Count + 1), Pick("x=1", "_sig=", "_page=%2Fpage", "_id=c-1", "text=y", "=", "", "_scope=u", "whole=1")); break;
            case 13: pairs[at] = FlipCase(pairs[at]); break;
            case 14: return $"{path}?{Exchange(query)}";
            case 15: return $"{Split(valid[random.Next(valid.Length)]).Path}?{query}";
            case 16: return $"{path}?{query}{Pick("&", "?", "%00", "%", "%2", "%ED%A0%BD", "#", "=", "A", " ", "\t")}".Replace(" ", "%20", StringComparison.Ordinal).Replace("\t", "%09", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
            default: return $"{path}?{query.Replace("%2F", "/", StringComparison.Ordinal)}";
        }
        return $"{path}?{string.Join('&', pairs)}";
    }

    private static (string Path, string Query) Split(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        return (url[..mark], url[(mark + 1)..]);
    }

    /// <summary>The value of one address's parameter in another address.</summary>
    private string Exchange(string query)
    {
        var pairs = query.Split('&');
        var at = random.Next(pairs.Length);
        var others = Split(valid[random.Next(valid.Length)]).Query.Split('&');
        pairs[at] = others[random.Next(others.Length)];
        return string.Join('&', pairs);
    }

    private string ChangeCharacter(string text)
    {
        var at = random.Next(text.Length);
        const string letters = "abcXYZ0189-_.~&=%+";
        return text[..at] + letters[random.Next(letters.Length)] + text[(at + 1)..];
    }

    private string DropCharacter(string text)
    {
        var at = random.Next(text.Length);
        return text[..at] + text[(at + random.Next(1, 1 + text.Length - at))..];
    }

    private string EscapeUnreserved(string text)
    {
        var at = random.Next(text.Length);
        for (var i = 0; i < text.Length; i++, at = (at + 1) % text.Length)
            if (char.IsAsciiLetterOrDigit(text[at]) && (at < 1 || text[at - 1] != '%') && (at < 2 || text[at - 2] != '%'))
                return string.Create(CultureInfo.InvariantCulture, $"{text[..at]}%{(int)text[at]:X2}{text[(at + 1)..]}");
        return text;
    }

    private string FlipCase(string text)
    {
        var at = random.Next(text.Length);
        for (var i = 0; i < text.Length; i++, at = (at + 1) % text.Length)
            if (char.IsAsciiLetter(text[at]))
                return text[..at] + (char)(text[at] ^ 0x20) + text[(at + 1)..];
        return text;
    }

    private static string LowerEscapes(string text) => text.Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%E6", "%e6", StringComparison.Ordinal);

    private string Pick(params ReadOnlySpan<string> texts) => texts[random.Next(texts.Length)];
}
