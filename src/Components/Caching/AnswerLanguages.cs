using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Components.Caching;

/// <summary>
/// Remembers in which language those were answered who ask for the same languages and have chosen the same one: whatever the application's way to decide is, it need not be asked before an
/// answer is looked for.
/// </summary>
internal sealed class AnswerLanguages
{
    // Browsers know a few hundred; who makes up more gains nothing.
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<(string Chosen, string Accepted), string> _known = new();

    /// <summary>The cookie in which the framework keeps what somebody has chosen.</summary>
    public static string Cookie => CookieRequestCultureProvider.DefaultCookieName;

    /// <returns>Null: nobody like this was answered yet.</returns>
    public string? Find(HttpRequest request, string chosen) => _known.GetValueOrDefault((chosen, request.Headers.AcceptLanguage.ToString()));

    public void Learn(HttpRequest request, string chosen, string language)
    {
        if (_known.Count >= Most)
            _known.Clear();
        _known[(chosen, request.Headers.AcceptLanguage.ToString())] = language;
    }
}
