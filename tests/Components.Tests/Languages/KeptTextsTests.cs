using System.Globalization;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components.Tests.Languages;

public sealed class KeptTextsTests
{
    private const string Key = "Try again";
    private readonly IStringLocalizerFactory _factory = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizerFactory>();

    [Fact]
    public void A_text_is_looked_up_once_for_each_language()
    {
        var texts = CoreTexts.Bare(_factory);
        var english = In("en", () => texts[Key]);
        var japanese = In("ja", () => texts[Key]);
        Assert.Equal(Key, english.Value);
        Assert.NotEqual(Key, japanese.Value);
        Assert.Same(english, In("en", () => texts[Key]));
        Assert.Same(japanese, In("ja", () => texts[Key]));
    }

    [Fact]
    public void What_no_file_has_is_said_by_its_key()
    {
        var text = In("ja", () => CoreTexts.Bare(_factory)["There is no such text, {0}", 1]);
        Assert.Equal("There is no such text, 1", text.Value);
        Assert.True(text.ResourceNotFound);
    }

    [Fact]
    public void Numbers_are_written_as_the_formatting_culture_says()
    {
        var texts = CoreTexts.Bare(_factory);
        Assert.Equal("1,234.5", In("en", () => texts["{0:N1}", 1234.5]).Value);
        Assert.Equal("1.234,5", In("de", () => texts["{0:N1}", 1234.5]).Value);
    }

    // Somebody may ask by what visitors write.
    [Fact]
    public void Texts_without_end_are_not_kept()
    {
        var texts = CoreTexts.Bare(_factory);
        for (var number = 0; number < 11_000; number++)
            Assert.Equal($"made up {number}", In("en", () => texts[$"made up {number}"]).Value);
        Assert.Same(In("en", () => texts["made up 1"]), In("en", () => texts["made up 1"]));
        Assert.NotSame(In("en", () => texts["made up 10999"]), In("en", () => texts["made up 10999"]));
    }

    [Fact]
    public void An_applications_own_texts_are_asked_each_time()
    {
        var texts = CoreTexts.Bare(new Counting());
        Assert.Equal("Try again 1", texts[Key].Value);
        Assert.Equal("Try again 2", texts[Key].Value);
    }

    private static LocalizedString In(string language, Func<LocalizedString> ask)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return ask();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private sealed class Counting : IStringLocalizerFactory, IStringLocalizer
    {
        private int _asked;

        public LocalizedString this[string name] => new(name, string.Create(CultureInfo.InvariantCulture, $"{name} {++_asked}"));

        public LocalizedString this[string name, params object[] arguments] => this[name];

        public IStringLocalizer Create(Type resourceSource) => this;

        public IStringLocalizer Create(string baseName, string location) => this;

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
