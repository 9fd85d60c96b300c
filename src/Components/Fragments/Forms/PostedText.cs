using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>Refuses what no browser sends as text and no database should keep: NUL, and bytes that are not UTF-8 (they arrive as U+FFFD).</summary>
internal static class PostedText
{
    /// <exception cref="BadHttpRequestException">A name or value holds such a character (400).</exception>
    public static IFormCollection Checked(IFormCollection form)
    {
        foreach (var (name, values) in form)
            foreach (var text in values)
                if (IsBroken(name) || IsBroken(text))
                    throw new BadHttpRequestException($"The field '{name}' holds characters that are not text.", StatusCodes.Status400BadRequest);
        return form;
    }

    private static bool IsBroken(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (text[i] is '\0' or '\uFFFD')
                return true;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }
}
