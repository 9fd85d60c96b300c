using Microsoft.Playwright;

namespace Browser.Tests.Comments;

/// <summary>Sees whether what somebody wrote does anything in a page: runs, asks elsewhere, leads away, opens a dialog, or makes elements that comments are not made of.</summary>
internal sealed class Watch
{
    // What the Markdown of comments becomes: elements, and the attributes of each.
    private const string Strangers = """
        () => {
          const plain = 'P EM STRONG CODE PRE UL OL LI BLOCKQUOTE H6 HR BR DEL INS MARK SUB SUP SPAN A'.split(' ');
          const mayHave = {
            A: (name, value) => (name === 'href' && /^(https?:|mailto:|#$)/.test(value)) || name === 'rel' || name === 'title',
            CODE: (name, value) => name === 'class' && /^language-[a-z0-9#+-]{1,20}$/.test(value),
            SPAN: (name, value) => name === 'class' && /^comments-code-[a-z]+$/.test(value),
            PRE: (name, value) => name === 'tabindex' && value === '0',
            OL: (name) => name === 'start',
            LI: (name) => name === 'value',
          };
          const found = [];
          for (const text of document.querySelectorAll('.comments-text'))
            for (const element of text.querySelectorAll('*')) {
              if (!plain.includes(element.tagName)) found.push(element.outerHTML.slice(0, 300));
              for (const { name, value } of element.attributes)
                if (!mayHave[element.tagName]?.(name, value)) found.push(`${name}=${value} in ${element.outerHTML.slice(0, 300)}`);
            }
          for (const link of document.querySelectorAll('a[href], area[href]'))
            if (!['http:', 'https:', 'mailto:'].includes(link.protocol)) found.push(link.outerHTML.slice(0, 300));
          for (const form of document.forms)
            if (new URL(form.action, location).origin !== location.origin) found.push(form.outerHTML.slice(0, 300));
          for (const name of document.querySelectorAll('bdi, .comments-author, .comments-log-text, .comments-history pre, textarea, option, label, blockquote.comments-answered p'))
            if (name.querySelector('script, img, svg, iframe, object, embed, style, link, meta, base, form, math, [style], [srcdoc], [autofocus]')) found.push(name.outerHTML.slice(0, 300));
          for (const stranger of document.querySelectorAll('component-view, main slot, main base, main meta, main style, iframe, object, embed, frame, portal, math, video, audio, marquee, template:not([data-draft-words])'))
            found.push(stranger.outerHTML.slice(0, 300));
          return found;
        }
        """;

    private readonly List<string> _seen = [];
    private readonly Tab _tab;
    private readonly Uri _root;

    private Watch(Tab tab, Uri root) => (_tab, _root) = (tab, root);

    /// <summary>What has been seen.</summary>
    public IReadOnlyList<string> Seen => _seen;

    public static async Task<Watch> StartAsync(Tab tab, Uri root)
    {
        var watch = new Watch(tab, root);
        await tab.Page.ExposeFunctionAsync("__seen", (string what) => watch.Note(what));
        // Some payloads run in a frame of their own.
        await tab.Page.AddInitScriptAsync("window.__hit = () => __seen('it ran: ' + new Error().stack); addEventListener('securitypolicyviolation', (e) => __seen(`refused by policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`), true)");
        tab.Page.Dialog += async (_, dialog) =>
        {
            watch.Note($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        tab.Page.Request += (_, request) => watch.NoteRequest(request);
        tab.Page.FrameNavigated += (_, frame) =>
        {
            if (frame.ParentFrame is not null)
                watch.Note($"a frame: {frame.Url}");
        };
        return watch;
    }

    /// <summary>Looks at the page as it is now.</summary>
    public async Task LookAsync(string surface)
    {
        foreach (var stranger in await _tab.Page.EvaluateAsync<string[]>(Strangers))
            Note($"{surface}: {stranger}");
    }

    /// <summary>Fails the test where anything was seen.</summary>
    public void AssertQuiet() => Assert.True(_seen.Count == 0, string.Join('\n', _seen.Take(40)));

    private void NoteRequest(IRequest request)
    {
        if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } address && address.GetLeftPart(UriPartial.Authority) != _root.GetLeftPart(UriPartial.Authority))
            Note($"asked elsewhere: {request.Url}");
    }

    private void Note(string what)
    {
        lock (_seen)
            _seen.Add($"{_tab.Page.Url}: {what}");
    }
}
