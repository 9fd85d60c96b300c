using System.Globalization;

namespace Components.Contact.Mails;

/// <summary>While it lasts, texts are in another language than that of the request.</summary>
internal sealed class Spoken : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _uiCulture = CultureInfo.CurrentUICulture;

    private Spoken(CultureInfo language) => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);

    /// <summary>Begins. Null, empty, or a language that is not known: it stays that of the request.</summary>
    public static Spoken In(string? language)
    {
        try
        {
            return new Spoken(string.IsNullOrEmpty(language) ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo(language));
        }
        catch (CultureNotFoundException)
        {
            return new Spoken(CultureInfo.CurrentUICulture);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
}
