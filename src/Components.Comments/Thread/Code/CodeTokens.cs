namespace Components.Comments.Thread.Code;

/// <summary>What a piece of code is.</summary>
internal enum CodeKind
{
    Plain,
    Keyword,
    Text,
    Remark,
    Number,
}

/// <summary>
/// Cuts code into pieces, one after the other and without a gap, in one walk over it. It reads no grammar: what is not clear stays plain, and whatever was typed, all of it is there.
/// </summary>
internal ref struct CodeTokens(string code, CodeLanguage language)
{
    private readonly string _code = code;
    private readonly CodeLanguage _language = language;
    private int _next;
    private bool _isInTag;
    private bool _isTagName;

    public CodeKind Kind { get; private set; }

    public Range Range { get; private set; }

    public bool MoveNext()
    {
        if (_next >= _code.Length)
            return false;
        var start = _next;
        Kind = Read();
        Range = start.._next;
        return true;
    }

    private CodeKind Read()
    {
        if (SkipRemark())
            return CodeKind.Remark;
        if (_language.IsMarkup && ReadMarkup() is { } kind)
            return kind;
        if (SkipText())
            return CodeKind.Text;
        var c = _code[_next];
        if (char.IsAsciiDigit(c))
            return SkipNumber();
        if (IsWord(c))
            return SkipWord();
        _next++;
        return CodeKind.Plain;
    }

    private bool SkipRemark()
    {
        foreach (var start in _language.LineComments)
            // In a shell, # is a remark at the start of a word only.
            if (At(start) && (start != "#" || _next == 0 || char.IsWhiteSpace(_code[_next - 1])))
                return Skip(_code.IndexOf('\n', _next), 0);
        foreach (var (start, end) in _language.BlockComments)
            if (At(start))
                return Skip(_code.IndexOf(end, _next + start.Length, StringComparison.Ordinal), end.Length);
        return false;
    }

    private bool SkipText()
    {
        foreach (var quote in _language.Quotes)
            if (At(quote))
                return SkipText(quote, _language.LongQuotes.Contains(quote));
        return false;
    }

    // A text that is not ended on its line ends there: the lines after it are most likely none.
    private bool SkipText(string quote, bool isLong)
    {
        for (_next += quote.Length; _next < _code.Length; _next++)
        {
            if (_code[_next] == '\n' && !isLong)
                return true;
            if (_code[_next] == '\\')
                _next++;
            else if (At(quote))
                return Skip(_next, quote.Length);
        }
        return Skip(-1, 0);
    }

    private CodeKind SkipNumber()
    {
        while (_next < _code.Length && (char.IsAsciiLetterOrDigit(_code[_next]) || _code[_next] is '_' || (_code[_next] == '.' && _next + 1 < _code.Length && char.IsAsciiDigit(_code[_next + 1]))))
            _next++;
        return CodeKind.Number;
    }

    private CodeKind SkipWord()
    {
        var start = _next;
        while (_next < _code.Length && IsWord(_code[_next]))
            _next++;
        return _language.Keywords.Contains(_code[start.._next]) ? CodeKind.Keyword : CodeKind.Plain;
    }

    // Names of tags and their values count, inside of tags only.
    private CodeKind? ReadMarkup()
    {
        var c = _code[_next];
        if (!_isInTag)
        {
            (_isInTag, _isTagName) = (c == '<', c == '<');
            _next++;
            while (!_isInTag && _next < _code.Length && _code[_next] != '<')
                _next++;
            return CodeKind.Plain;
        }
        if (c == '>')
            _isInTag = false;
        else if (c is '"' or '\'')
            return null;
        else if (_isTagName && (char.IsLetterOrDigit(c) || c is '!' or '?'))
            return SkipTagName();
        _isTagName &= c == '/';
        _next++;
        return CodeKind.Plain;
    }

    private CodeKind SkipTagName()
    {
        while (_next < _code.Length && (char.IsLetterOrDigit(_code[_next]) || _code[_next] is '-' or ':' or '!' or '?'))
            _next++;
        _isTagName = false;
        return CodeKind.Keyword;
    }

    private readonly bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || _language.WordCharacters.Contains(c, StringComparison.Ordinal);

    private readonly bool At(string text) => string.CompareOrdinal(_code, _next, text, 0, text.Length) == 0;

    private bool Skip(int found, int length)
    {
        _next = found < 0 ? _code.Length : Math.Min(_code.Length, found + length);
        return true;
    }
}
