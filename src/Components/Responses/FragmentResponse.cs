using Components.Fragments;
using Microsoft.AspNetCore.Http;

namespace Components.Responses;

/// <summary>What a fragment says besides its HTML. Collected while it runs, written by the engine at the end.</summary>
public sealed class FragmentResponse
{
    private readonly string _origin;

    /// <summary>An answer that says nothing yet.</summary>
    public FragmentResponse() : this("")
    {
    }

    /// <param name="origin">The other site that the fragment is embedded in; empty: this site's own page.</param>
    internal FragmentResponse(string origin) => _origin = origin;

    private readonly List<Command> _commands = [];

    /// <summary>The status code; null: 200. Tell the truth: 404 where nothing is found, 422 for a form with mistakes.</summary>
    public int? Status { get; set; }

    /// <summary>What will be shown to the person who acted; null: nothing.</summary>
    public Flash? Message { get; private set; }

    /// <summary>What the browser will be asked to do, in this order.</summary>
    public IReadOnlyList<Command> Commands => _commands;

    internal string? PageRedirect { get; private set; }

    internal string? ReturnPath { get; private set; }

    internal FragmentUrl? InsideRedirect { get; private set; }

    internal bool IsDocument { get; private set; }

    internal string? Place { get; private set; }

    /// <summary>False where the answer is a redirect or has no body, so that nothing need be read or rendered.</summary>
    internal bool HasView => PageRedirect is null && InsideRedirect is null && Status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent);

    /// <summary>Shows a short text once. The last one counts.</summary>
    public void Flash(string text, FlashLevel level = FlashLevel.Success) => Message = new Flash(level, text);

    /// <summary>Asks the browser to do something.</summary>
    public void Command(Command command) => _commands.Add(command);

    /// <summary>Says that what was asked is not done, and why, in words for the person who asked. Nothing that they typed is lost.</summary>
    /// <param name="status">400 to 599; not 422, which is for a form with mistakes.</param>
    /// <param name="text">What to tell them.</param>
    public void Fail(int status, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        Status = status;
        Flash(text, FlashLevel.Error);
    }

    /// <summary>Takes back all that was said, and fails.</summary>
    internal void Replace(int status, string text)
    {
        _commands.Clear();
        (PageRedirect, InsideRedirect, IsDocument, Place) = (null, null, false, null);
        Fail(status, text);
    }

    /// <summary>
    /// Moves the whole page. A local path, the site's own address, or one of <see cref="SiteOptions.RedirectOrigins"/>; anything else is refused when the answer is written.
    /// </summary>
    public void RedirectPage(string url) => PageRedirect = url;

    /// <summary>Writes a local path for a page of another site, where it would lead elsewhere.</summary>
    internal void LeadHome(string siteBase) => PageRedirect = LocalUrl.IsLocal(PageRedirect) ? siteBase + PageRedirect : PageRedirect;

    /// <summary>
    /// Where a browser without JavaScript is led after its post. Default: the host page, at the fragment's element. A local path, or an address of the other site
    /// that the fragment is embedded in; with or without a query and a fragment identifier.
    /// </summary>
    /// <exception cref="ArgumentException">It leads to another site.</exception>
    public void ReturnTo(string path) =>
        ReturnPath = LocalUrl.IsLocal(path) || (_origin.Length > 0 && path.StartsWith($"{_origin}/", StringComparison.Ordinal)) ? path : throw new ArgumentException($"'{path}' is not a local path.", nameof(path));

    /// <summary>
    /// Answers a post without JavaScript with the fragment's document itself, and not with a redirect: for a post that changes nothing, such as a preview, so that sending it again does no harm.
    /// </summary>
    public void ShowDocument() => IsDocument = true;

    /// <summary>
    /// Shows the answer in one element inside of the fragment, in place of what is there, and leaves the rest as it is: a form that was sent, with its list beside it. The markup is then that of this element
    /// alone; see <see cref="FragmentInto"/> for more of them. For answers by htmx: a document is always whole.
    /// </summary>
    /// <param name="elementId">The id of an element of the fragment.</param>
    public void ShowIn(string elementId) => Place = elementId;

    /// <summary>Shows another fragment, or this one with other parameters, in the same element.</summary>
    public void RedirectInside(FragmentUrl url) => InsideRedirect = url;
}
