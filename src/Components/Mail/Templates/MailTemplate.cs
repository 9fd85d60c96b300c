using System.Reflection;
using System.Text.RegularExpressions;

namespace Components.Mail;

/// <summary>
/// A mail that a pack ships and the site's owner may reword without code. The shipped words are resources of the pack's assembly called <c>mail-templates/{name}.{culture}.txt</c>, and
/// <c>….html</c> where there is HTML; English must be among them. The owner's are files <c>{pack}/{name}[.{culture}].txt</c> and <c>….html</c> in <see cref="SiteOptions.MailTemplates"/>.
/// </summary>
/// <remarks>In the project file: <c>&lt;EmbeddedResource Include="mail-templates/*" WithCulture="false" LogicalName="mail-templates/%(Filename)%(Extension)" /&gt;</c>.</remarks>
public sealed partial class MailTemplate
{
    /// <param name="pack">The pack's id.</param>
    /// <param name="name">What it is called: lower-case letters, digits and hyphens.</param>
    /// <param name="assembly">Where the shipped words are.</param>
    /// <exception cref="ArgumentException">A name has other characters, which could lead out of the folder.</exception>
    public MailTemplate(string pack, string name, Assembly assembly)
    {
        foreach (var part in (string[])[pack, name])
            if (!NameForm().IsMatch(part))
                throw new ArgumentException($"'{part}' cannot be in the name of a mail template: lower-case letters, digits and hyphens only.");
        (Pack, Name, Assembly) = (pack, name, assembly);
    }

    /// <summary>The pack's id.</summary>
    public string Pack { get; }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    internal Assembly Assembly { get; }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex NameForm();
}
