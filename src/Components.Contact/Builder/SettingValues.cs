using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>What the controls of an editor show before anything is typed.</summary>
public sealed class SettingValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a control; empty: none.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    internal SettingValues Set(string name, string? value)
    {
        _values[name] = value ?? "";
        return this;
    }

    internal SettingValues Set(string name, bool value) => Set(name, value ? "true" : "");

    internal SettingValues Set(string name, LocalText? text) => Set(name, TwoLanguages.English(text)).Set(name + PostedSettings.InJapanese, TwoLanguages.Japanese(text));
}
