using System.Globalization;

namespace App.Tests;

public sealed class LanguagesTests
{
    [Theory, InlineData("en", "English"), InlineData("ja", "日本語"), InlineData("fr", "Français"), InlineData("nb", "Norsk bokmål"), InlineData("is", "Íslenska"), InlineData("el", "Ελληνικά"), InlineData("tr", "Türkçe")]
    public void A_language_is_called_as_it_calls_itself(string language, string name) => Assert.Equal(name, Languages.NameOf(CultureInfo.GetCultureInfo(language)));
}
