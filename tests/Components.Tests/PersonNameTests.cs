namespace Components.Tests;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Mary", "Mary")]
    [InlineData("  Mary \t Ann\r\n", "Mary Ann")]
    [InlineData("Mary\u2028Ann\u0085B", "Mary Ann B")]
    [InlineData("山田\u3000太郎", "山田 太郎")]
    [InlineData("José", "José")]
    [InlineData("Jose\u0301", "José")]
    [InlineData("が", "が")]
    [InlineData("<b>Bob</b>", "<b>Bob</b>")]
    [InlineData("نور", "نور")]
    [InlineData("Zoë 🦊", "Zoë 🦊")]
    [InlineData("Ad\u200Bm\u00ADi\u2060n\uFEFF", "Admin")]
    [InlineData("\u202Enimda\u202C", "nimda")]
    [InlineData("\u2066a\u2069\u200Fb\u061Cc", "abc")]
    [InlineData("a\0b\u0007c\u007Fd\u009Fe", "abcde")]
    [InlineData("M\uD83Da\uDE00ry", "Mary")]
    [InlineData("M\uFFFDary", "Mary")]
    [InlineData("A\uE000b\uFFFFc", "Abc")]
    [InlineData("x\U000E0041\U000E0100y\uFE0F", "xy")]
    [InlineData("\u0301\u0302Mary", "Mary")]
    [InlineData("a \u200B b", "a b")]
    public void Clean_gives_what_is_safe_to_show(string name, string shown) => Assert.Equal(shown, PersonName.Clean(name));

    [Theory, InlineData(""), InlineData("  \t"), InlineData("\u200B\u2060"), InlineData("\u3164"), InlineData("\u2800"), InlineData("\u115F\u1160\uFFA0"), InlineData("\u0301"), InlineData("\uD800")]
    public void A_name_with_nothing_to_see_is_empty(string name)
    {
        Assert.Equal("", PersonName.Clean(name));
        Assert.Equal("", PersonName.KeyOf(name));
    }

    [Fact]
    public void Marks_do_not_pile_up()
    {
        var tower = "Z" + string.Concat(Enumerable.Repeat("\u0335\u0327\u0334", 300)) + "a\u0335\u0335\u0335lgo";
        Assert.Equal("Z\u0335\u0327a\u0335\u0335lgo".Normalize(), PersonName.Clean(tower));
    }

    [Theory, InlineData("\u0332\u200B\u0332\u00AD\u0332\u2060\u0332")]
    public void Nor_with_something_invisible_between_them(string marks) => Assert.Equal("a\u0332\u0332", PersonName.Clean("a" + marks));

    [Theory, InlineData(99), InlineData(100), InlineData(98)]
    public void A_long_name_is_cut_and_never_in_the_middle_of_a_pair(int letters)
    {
        var shown = PersonName.Clean(new string('a', letters) + "🦊🦊🦊");
        Assert.InRange(shown.Length, 99, PersonName.Longest);
        Assert.False(char.IsHighSurrogate(shown[^1]));
        Assert.Equal(shown, PersonName.Clean(shown));
    }

    [Fact]
    public void A_cut_leaves_no_space_at_the_end() => Assert.Equal(new string('a', 99), PersonName.Clean(new string('a', 99) + " b"));

    [Fact]
    public void A_name_of_a_million_marks_costs_nothing() => Assert.InRange(PersonName.KeyOf("a" + string.Concat(Enumerable.Repeat("\u0335\u0327", 500_000))).Length, 1, 10);

    [Theory]
    [InlineData("admin", "\u0430dmin")]
    [InlineData("admin", "ADMIN")]
    [InlineData("admin", "Admin ")]
    [InlineData("admin", "a d m i n")]
    [InlineData("admin", "ａｄｍｉｎ")]
    [InlineData("admin", "𝐚𝓭𝔪𝕚𝗻")]
    [InlineData("admin", "ⓐⓓⓜⓘⓝ")]
    [InlineData("admin", "ad\u200Dmin")]
    [InlineData("admin", "ad\u00ADm\u2066in\u2069")]
    [InlineData("admin", "adm1n")]
    [InlineData("admin", "admln")]
    [InlineData("admin", "adm\u0131n")]
    [InlineData("admin", "\u0391DM\u0399\u039D")]
    [InlineData("admin", "ᴀᴅᴍɪɴ")]
    [InlineData("admin", "ad\u1160m\uFE0Fin")]
    [InlineData("Bob", "B0b")]
    [InlineData("Bob", "\u0412\u043Eb")]
    [InlineData("Paul", "\u0420\u0430u1")]
    [InlineData("Helen", "\u0397\u0395LEN")]
    [InlineData("Jose\u0301", "JOSÉ")]
    [InlineData("Jose\u200B\u0301", "José")]
    [InlineData("\u0451va", "ëva")]
    [InlineData("Strauß", "STRAUSS")]
    [InlineData("Strauẞ", "strauss")]
    [InlineData("ΣΩΚΡΑΤΗΣ", "Σωκρατης")]
    [InlineData("ﾀﾛｳ", "タロウ")]
    [InlineData("ﬁona", "Fiona")]
    [InlineData("I\u0307van", "\u0130van")]
    public void Look_alikes_have_one_key(string name, string imitation) => Assert.Equal(PersonName.KeyOf(name), PersonName.KeyOf(imitation));

    [Theory, InlineData("Mary", "Marie"), InlineData("José", "Jose"), InlineData("か", "が"), InlineData("Anna", "Ana"), InlineData("Иван", "Ivan"), InlineData("太郎", "次郎"), InlineData("🦊", "🦝"), InlineData("Bob", "Bob 2")]
    public void Names_that_look_different_have_two(string one, string other) => Assert.NotEqual(PersonName.KeyOf(one), PersonName.KeyOf(other));

    [Fact]
    public void The_key_of_a_key_is_the_key()
    {
        foreach (var name in new[] { "Аdmin 0l1", "ﷺ", "Jose\u0301", "ΣΩΚΡΑΤΗΣ", "İstanbul", "ĲSSEL", "㌔㍍", "ё" })
            Assert.Equal(PersonName.KeyOf(name), PersonName.KeyOf(PersonName.KeyOf(name)));
    }
}
