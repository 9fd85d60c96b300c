using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Components.Assets;

/// <summary>
/// Makes one script of many modules, so that a first visit asks once instead of thirty times. Each module stays a scope of its own; they run once, in the order in which browsers would run
/// them. Understood is what our own modules are written in: imports by name or for their effect at the beginning of a line, and exported functions and constants.
/// </summary>
internal sealed partial class ModuleBundle(Func<string, string?> read, string at)
{
    private readonly StringBuilder _script = new();
    private readonly Dictionary<string, int> _numbers = [];
    private readonly HashSet<string> _open = [];

    /// <summary>One script that does what these modules do.</summary>
    /// <param name="entries">Their paths, in the order in which a page would name them.</param>
    /// <param name="read">The text of a module; null: there is none of that path.</param>
    /// <param name="at">The path under which the script will be served.</param>
    /// <exception cref="NotSupportedException">A module is written in a way that is not understood; the message names it.</exception>
    public static string Of(IEnumerable<string> entries, Func<string, string?> read, string at)
    {
        var bundle = new ModuleBundle(read, at);
        foreach (var entry in entries)
            bundle.Add(entry);
        return bundle._script.ToString();
    }

    private int Add(string path)
    {
        if (_numbers.TryGetValue(path, out var known))
            return known;
        if (!_open.Add(path))
            throw new NotSupportedException($"{path} imports itself, by way of others.");
        var text = read(path) ?? throw new NotSupportedException($"There is no module {path}, which one imports: {string.Join(", ", _open)}.");
        var start = new StringBuilder();
        text = Import().Replace(text, import => TakeImport(path, import, start));
        List<string> exports = [];
        text = Export().Replace(text, export =>
        {
            exports.Add(export.Groups["name"].Value);
            return export.Groups["declaration"].Value;
        });
        if (Other().Match(text) is { Success: true } other)
            throw new NotSupportedException($"{path}: “{other.Value.Trim()}” is not understood.");
        if (text.Contains("import.meta.url", StringComparison.Ordinal))
        {
            start.Append(CultureInfo.InvariantCulture, $"const $here = new URL('{Relative(path)}', import.meta.url).href;\n");
            text = text.Replace("import.meta.url", "$here", StringComparison.Ordinal);
        }
        var number = _numbers[path] = _numbers.Count;
        _script.Append(CultureInfo.InvariantCulture, $"const $m{number} = (() => {{\n{start}{text.TrimEnd()}\nreturn {{ {string.Join(", ", exports)} }};\n}})();\n");
        return number;
    }

    private string TakeImport(string path, Match import, StringBuilder start)
    {
        var from = import.Groups["from"].Value;
        if (!from.StartsWith('.'))
            throw new NotSupportedException($"{path} imports “{from}”, which is no relative path.");
        var number = Add(new Uri(new Uri($"file:///{path}"), from).AbsolutePath[1..]);
        if (import.Groups["names"].Value is { Length: > 0 } names)
            start.Append(CultureInfo.InvariantCulture, $"const {{{names.Replace(" as ", ": ", StringComparison.Ordinal)}}} = $m{number};\n");
        return "";
    }

    private string Relative(string path) => string.Concat(Enumerable.Repeat("../", at.Count(letter => letter == '/'))) is { Length: > 0 } up ? up + path : $"./{path}";

    [GeneratedRegex(@"^import (?:\{(?<names>[^}]*)\} from )?'(?<from>[^']+)';[ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<declaration>(?:async )?(?:function\*?|const|class) (?<name>[\w$]+))", RegexOptions.Multiline)]
    private static partial Regex Export();

    // At the beginning of a line, where a formatted module has them; waiting at the top level would need a bundle that waits.
    [GeneratedRegex(@"^(?:import[\s{*'""].*|export\b.*|await\b.*)$", RegexOptions.Multiline)]
    private static partial Regex Other();
}
