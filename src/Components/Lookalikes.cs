using System.Collections.Frozen;

namespace Components;

/// <summary>
/// Letters of other scripts as the Latin letters that they look like in most fonts, in lower or in upper case: a short choice from Unicode's list of confusables
/// (https://www.unicode.org/reports/tr39/#Confusable_Detection), since that list as a whole would make one name of too many.
/// </summary>
internal static class Lookalikes
{
    private static readonly FrozenDictionary<char, char> Skeletons = new (string Letters, string Latin)[]
    {
        ("01l|", "oiii"),
        // Cyrillic.
        ("авгеёѕіїјкмнорстухһьԁԛԝѵүӏєԍ", "abreësiïjkmhopctyxhbdqwvyieg"),
        // Greek. One letter for both cases: Ν counts, not ν, since a name is more often imitated in capitals.
        ("αβεζηικμνορτυχϲϳ", "abezhikmnoptyxcj"),
        // Armenian.
        ("օսոցհյզ", "ounghjq"),
        // Latin letters of other alphabets, and small capitals.
        ("ıɩɑɡɪᴀʙᴄᴅᴇꜰɢʜᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "iiagiabcdefghjkimnoprstuvwyz"),
    }.SelectMany(script => script.Letters.Zip(script.Latin)).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The letter that stands for all that look like this one; itself where none does.</summary>
    public static char SkeletonOf(char letter) => Skeletons.GetValueOrDefault(letter, letter);
}
