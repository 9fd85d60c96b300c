using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Components.Files;

/// <summary>Why files are refused, in words for who sent them.</summary>
public static class FileRefusals
{
    internal static FileRefusal TooLarge(IStringLocalizer texts, string name, long size, long most) =>
        new(FileRefusalReason.TooLarge, texts["“{0}” is too large: {1}. A file may have at most {2}.", name, InWords(size), InWords(most)]);

    internal static FileRefusal TooMany(IStringLocalizer texts, int most) =>
        new(FileRefusalReason.TooMany, most == 1 ? texts["Only one file can be sent."] : texts["At most {0} files can be sent.", most]);

    internal static FileRefusal TooMuch(IStringLocalizer texts, long size, long most) =>
        new(FileRefusalReason.TooMuch, texts["The files are too large together: {0}. At most {1} can be sent.", InWords(size), InWords(most)]);

    internal static FileRefusal Of(IStringLocalizer texts, FileRefusalReason reason, string name, FileRules rules) => new(reason, reason switch
    {
        FileRefusalReason.Empty => texts["“{0}” is empty.", name],
        FileRefusalReason.Damaged => texts["“{0}” is damaged or not complete.", name],
        FileRefusalReason.Disguised => texts["“{0}” cannot be taken: something is hidden in it that does not belong there.", name],
        FileRefusalReason.Markup => texts["“{0}” cannot be taken: it looks like a web page or a program.", name],
        FileRefusalReason.Macros => texts["“{0}” holds macros. Please save it without them and send it again.", name],
        FileRefusalReason.Infected => texts["“{0}” cannot be taken: the virus scanner has found something in it.", name],
        FileRefusalReason.Unscanned => texts["“{0}” could not be checked for viruses just now. Please try again later.", name],
        _ => texts["“{0}” is not of a kind that can be sent here. These are: {1}.", name, rules.Endings],
    });

    /// <summary>A size as people read it: <c>1.5 MB</c>, <c>200 kB</c>, <c>12 B</c>, with the decimal sign of <see cref="CultureInfo.CurrentCulture"/>. Units are powers of 1,000; above bytes one digit behind the sign.</summary>
    /// <param name="bytes">So many bytes.</param>
    public static string InWords(long bytes) => bytes switch
    {
        >= 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000d:0.#} MB"),
        >= 1_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000d:0.#} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
    };
}
