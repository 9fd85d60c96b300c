using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace Components.Mail.Settings;

/// <summary>Where a setting's value comes from.</summary>
internal enum SettingSource
{
    Default,
    Environment,
    File,
    CommandLine,
    Program,
}

/// <summary>A setting as it is in use.</summary>
/// <param name="Name">As it is written in configuration, such as <c>Mail:Host</c>.</param>
/// <param name="Value">Null: not set, or hidden.</param>
/// <param name="IsHidden">Whether it is set and must not be shown.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Place">Which variable or file; null where there is none to name.</param>
internal sealed record SettingInUse(string Name, string? Value, bool IsHidden, SettingSource Source, string? Place);

/// <summary>Reads the settings of mail together with where each comes from. A password is never read out.</summary>
internal sealed class SettingSources(IConfiguration configuration, IOptions<MailOptions> options)
{
    private const string Section = "Mail";
    private static readonly MailOptions Defaults = new();

    public IEnumerable<SettingInUse> Read() => typeof(MailOptions).GetProperties().Where(property => property.CanWrite).Select(Read);

    private SettingInUse Read(PropertyInfo property)
    {
        var name = $"{Section}:{property.Name}";
        var value = property.GetValue(options.Value);
        var (source, place) = ProviderOf(configuration, name) is { } provider
            ? Describe(provider, name)
            : (Equals(value, property.GetValue(Defaults)) ? SettingSource.Default : SettingSource.Program, null);
        var isHidden = property.Name == nameof(MailOptions.Password) && value is not null;
        return new SettingInUse(name, isHidden ? null : TextOf(value), isHidden, source, place);
    }

    // The last one that has it wins. A host's own configuration hides inside of another's.
    private static IConfigurationProvider? ProviderOf(IConfiguration configuration, string name) =>
        (configuration as IConfigurationRoot)?.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(name, out _)) switch
        {
            ChainedConfigurationProvider chained => ProviderOf(chained.Configuration, name) ?? chained,
            var provider => provider,
        };

    private static (SettingSource Source, string? Place) Describe(IConfigurationProvider provider, string name) => provider switch
    {
        EnvironmentVariablesConfigurationProvider => (SettingSource.Environment, name.Replace(":", "__", StringComparison.Ordinal)),
        FileConfigurationProvider file => (SettingSource.File, Path.GetFileName(file.Source.Path)),
        CommandLineConfigurationProvider => (SettingSource.CommandLine, $"--{name}"),
        _ => (SettingSource.Program, null),
    };

    private static string? TextOf(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
