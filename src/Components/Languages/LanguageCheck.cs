using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Components.Packs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Components.Languages;

/// <summary>Looks through the files of texts when the site starts: a rule that is broken, or a form that no rule names, would else show only beside the number that wants it.</summary>
internal sealed partial class LanguageCheck(PackList packs, IStringLocalizerFactory factory, IOptions<RequestLocalizationOptions> localization) : IValidateOptions<ComponentsOptions>
{
    public ValidateOptionsResult Validate(string? name, ComponentsOptions options)
    {
        Assembly[] all = [.. packs.Select(pack => pack.GetType().Assembly).Prepend(typeof(LanguageCheck).Assembly).Append(Assembly.GetEntryAssembly()!).Distinct()];
        string[] problems = [.. LanguagesOf(localization).SelectMany(language => all.SelectMany(assembly => ProblemsOf(assembly, language)))];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    // What is wrong with the settings that they come from is said of those; thrown here, it would stand in the place of what else is wrong.
    private static IEnumerable<CultureInfo> LanguagesOf(IOptions<RequestLocalizationOptions> localization)
    {
        try
        {
            return localization.Value.SupportedUICultures ?? [];
        }
        catch (OptionsValidationException)
        {
            return [];
        }
    }

    private List<string> ProblemsOf(Assembly assembly, CultureInfo language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            // The texts of a localizer are those of the current language.
            CultureInfo.CurrentUICulture = language;
            var texts = CoreTexts.Bare(factory, assembly);
            return [.. ProblemsIn(texts).Select(problem => $"Texts.{language.Name}.resx of {assembly.GetName().Name}: {problem}")];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private IEnumerable<string> ProblemsIn(IStringLocalizer texts)
    {
        var own = texts[PluralRule.Key];
        var rule = own.ResourceNotFound ? CoreTexts.Bare(factory)[PluralRule.Key] : own;
        if (rule.ResourceNotFound)
            return [];
        try
        {
            var forms = PluralRule.Parse(rule.Value).Forms.Append("other").ToHashSet();
            return KeysOf(texts).Where(key => Form().Match(key) is { Success: true } form && !forms.Contains(form.Groups[1].Value))
                .Select(key => $"'{key}' is for a form that the rule under '{PluralRule.Key}' does not name.");
        }
        catch (FormatException e)
        {
            // What is wrong with the core's rule is said of the core's file.
            return own.ResourceNotFound ? [] : [$"the rule for plurals, '{PluralRule.Key}', cannot be used: {e.Message}"];
        }
    }

    private static string[] KeysOf(IStringLocalizer texts)
    {
        try
        {
            return [.. texts.GetAllStrings(includeParentCultures: false).Select(text => text.Name).Where(key => key != PluralRule.Key)];
        }
        catch (System.Resources.MissingManifestResourceException)
        {
            // There are no texts in this language.
            return [];
        }
    }

    [GeneratedRegex(@"\|(\w+)$")]
    private static partial Regex Form();
}
