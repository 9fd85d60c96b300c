using System.Globalization;
using Components.Contact.Forms;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Builder;

/// <summary>What is wrong with a definition, in the language of who edits it. The reader itself speaks English, with the names of files; in other languages the builder says what each control wants.</summary>
internal static class MistakeTexts
{
    public static string In(IStringLocalizer texts, FormMistake mistake) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? mistake.Text : texts[KeyOf(mistake.Path.Split('.')[^1].Split('[')[0], mistake.Path)];

    private static string KeyOf(string part, string path) => part switch
    {
        "label" or "title" => "Write a text here that is not too long.",
        "name" => "Write a word that no other field has: a letter, then letters, digits, - and _.",
        "minLength" or "maxLength" or "rows" or "maxFiles" or "keepDays" => "This number is too small, too large, or does not fit the other.",
        "min" or "max" or "step" => "This bound is no number or date, or does not fit the other.",
        "pattern" => "This pattern cannot be used.",
        "to" => "Write e-mail addresses here, one a line.",
        "page" => "Write a path of this site, such as /thanks.",
        "url" or "webhooks" => "Write web addresses that start with https:// or http://, one a line.",
        "autoReply" => "The form must ask for an e-mail address.",
        "fields" when path == "fields" => "The form needs a field.",
        _ => path.Contains("showWhen", StringComparison.Ordinal) ? "Ask about a field that stands before this one, and about values that it has."
            : path.Contains("options", StringComparison.Ordinal) ? "Write at least one option, and none twice."
            : path.Length == 0 ? "A step needs fields, files belong into the last step, which is always shown, and something must be there to fill in."
            : "This cannot be used as it is.",
    };
}
