namespace Components.Layouts;

/// <summary>Finds the addresses in a <c>srcset</c>, by the rules of the HTML standard (4.8.4.3.11): a comma may be a part of an address.</summary>
internal static class SourceSet
{
    private const string Space = " \t\r\n\f";

    public static IReadOnlyList<Range> AddressesIn(string value)
    {
        List<Range> addresses = [];
        var at = 0;
        while ((at = Skip(value, at, Space + ",")) < value.Length)
        {
            var end = EndOfWord(value, at);
            // A comma right behind an address ends its candidate; else what comes before the next one is its size.
            var address = value[at..end].TrimEnd(',').Length;
            addresses.Add(at..(at + address));
            at = at + address < end ? end : EndOfSize(value, end);
        }
        return addresses;
    }

    private static int Skip(string value, int at, string what)
    {
        while (at < value.Length && what.Contains(value[at], StringComparison.Ordinal))
            at++;
        return at;
    }

    private static int EndOfWord(string value, int at)
    {
        while (at < value.Length && !Space.Contains(value[at], StringComparison.Ordinal))
            at++;
        return at;
    }

    private static int EndOfSize(string value, int at)
    {
        var comma = value.IndexOf(',', at);
        return comma < 0 ? value.Length : comma;
    }
}
