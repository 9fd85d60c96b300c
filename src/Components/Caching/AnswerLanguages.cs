using System.Collections.Concurrent;
using Components.Responses;
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

    // In characters; what browsers send is far shorter.
    private const int Longest = 400;

    private readonly ConcurrentDictionary<(string Chosen, string Accepted), string> _known = new();

    /// <summary>Whether the framework keeps in this cookie what somebody has chosen. As it reads them: whatever the case of the name; of several the last that is not empty counts.</summary>
    public static bool IsChoice(in CookieReader cookie) => !cookie.Value.IsEmpty && cookie.Name.Equals(CookieRequestCultureProvider.DefaultCookieName, StringComparison.OrdinalIgnoreCase);

    /// <returns>Null: nobody like this was answered yet.</returns>
    public string? Find(HttpRequest request) => Find(request, ChosenBy(request));

    public string? Find(HttpRequest request, string chosen) => _known.GetValueOrDefault((chosen, AcceptedBy(request)));

    public void Learn(HttpRequest request, string chosen, string language)
    {
        var accepted = AcceptedBy(request);
        if (chosen.Length + accepted.Length > Longest)
            return;
        if (_known.Count >= Most)
            _known.Clear();
        _known[(chosen, accepted)] = language;
    }

    /// <summary>Learns it where it is not known yet.</summary>
    public void Remember(HttpRequest request, string language)
    {
        var chosen = ChosenBy(request);
        if (Find(request, chosen) is null)
            Learn(request, chosen, language);
    }

    private static string AcceptedBy(HttpRequest request) => request.Headers.AcceptLanguage.ToString();

    private static string ChosenBy(HttpRequest request)
    {
        var chosen = "";
        var cookies = new CookieReader(request.Headers.Cookie);
        while (cookies.Read())
            if (IsChoice(cookies))
                chosen = cookies.Value.ToString();
        return chosen;
    }
}
