using Components.Assets;

namespace Components.Tests.Assets;

/// <summary>That the bundle of our own modules works is seen by every test in a browser.</summary>
public sealed class ModuleBundleTests
{
    [Fact]
    public void Modules_run_once_in_the_order_in_which_they_need_one_another()
    {
        var script = Bundle(
            ["start.js", "pack/view.js"],
            ("start.js", "import './first.js';\nimport { shared } from './shared.js';\nshared('start');\n"),
            ("first.js", "import { shared as log } from './shared.js';\nlog('first');\n"),
            ("shared.js", "const seen = [];\nexport function shared(text) {\n  seen.push(text);\n}\nexport async function later() {}\nexport const own = 1;\n"),
            ("pack/view.js", "import { own } from '../shared.js';\nwindow.own = own;\n"));
        Assert.Equal("""
            const $m0 = (() => {
            const seen = [];
            function shared(text) {
              seen.push(text);
            }
            async function later() {}
            const own = 1;
            return { shared, later, own };
            })();
            const $m1 = (() => {
            const { shared: log } = $m0;

            log('first');
            return {  };
            })();
            const $m2 = (() => {
            const { shared } = $m0;


            shared('start');
            return {  };
            })();
            const $m3 = (() => {
            const { own } = $m0;

            window.own = own;
            return {  };
            })();

            """, script.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Each_knows_its_own_address()
    {
        var script = Bundle(["a.js", "pack/b.js"], ("a.js", "const A = new URL('../x', import.meta.url);\n"), ("pack/b.js", "const B = import.meta.url;\n"));
        Assert.Contains("const $here = new URL('./a.js', import.meta.url).href;\nconst A = new URL('../x', $here);", script, StringComparison.Ordinal);
        Assert.Contains("const $here = new URL('./pack/b.js', import.meta.url).href;\nconst B = $here;", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import a from './b.js';")]
    [InlineData("import * as a from './b.js';")]
    [InlineData("import { a } from 'somewhere';")]
    [InlineData("import { a } from './missing.js';")]
    [InlineData("import './a.js';")]
    [InlineData("export default function () {}")]
    [InlineData("const a = 1;\nexport { a };")]
    [InlineData("await fetch('/');")]
    public void What_is_not_understood_is_named_and_not_bundled(string text) =>
        Assert.Contains("a.js", Assert.Throws<NotSupportedException>(() => Bundle(["a.js"], ("a.js", text + "\n"), ("b.js", "export const a = 1;\n"))).Message, StringComparison.Ordinal);

    private static string Bundle(string[] entries, params (string Path, string Text)[] modules) =>
        ModuleBundle.Of(entries, path => modules.FirstOrDefault(module => module.Path == path).Text, at: "site.js");
}
