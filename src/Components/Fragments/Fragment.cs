using Components.Caching;
using Components.Embedding;
using Components.Fragments.Overlay;
using Components.Packs;
using Components.Posts;
using Components.Push;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Components.Fragments;

/// <summary>
/// A part of a page that has an address of its own. As a tag it renders itself or a placeholder that loads it; at its own URL it runs a handler and renders
/// itself. The author writes the markup, <see cref="OnGetAsync"/> and handlers; services come by constructor, from a scope that is this instance's own.
/// </summary>
public abstract partial class Fragment : IComponent
{
    private BudgetedRead? _budgeted;
    private Once? _once;
    private PartShelf? _shelf;
    private IServiceProvider? _services;
    private IStringLocalizer? _texts;

    /// <summary>When it comes into the page. Default <see cref="Fragments.Load.OnLoad"/>. Without effect at its own URL.</summary>
    [Parameter, Embeddable] public Load Load { get; set; } = Load.OnLoad;

    /// <summary>
    /// The id of its element. Letters, digits, hyphens; starts with a letter. Null: from its parameters; where the same fragment with the same parameters stands twice on a page, the second is numbered.
    /// </summary>
    [Parameter, Embeddable] public string? Id { get; set; }

    /// <summary>The id of another element of the page, into which it is loaded. Not with <see cref="Load.Inline"/>. Null: its own element.</summary>
    [Parameter, Embeddable] public string? Target { get; set; }

    /// <summary>
    /// How often it is loaded anew, give or take a tenth. Waits while the page is not in sight, while somebody fills in a form in it, and longer with every error; ends where it is refused. 1 second to 24 hours;
    /// in the tag of another site's page at least <see cref="EmbeddingOptions.ShortestEvery"/>. Null: never.
    /// </summary>
    [Parameter, Embeddable] public TimeSpan? Every { get; set; }

    /// <summary>How many times it is loaded anew; with <see cref="Every"/>. Null: as long as the page is open.</summary>
    [Parameter, Embeddable] public int? Times { get; set; }

    /// <summary>How long to wait before it is loaded first; with <see cref="Load.Inline"/> and <see cref="Every"/>, before it is loaded anew first. At most 24 hours. Null: not at all.</summary>
    [Parameter, Embeddable] public TimeSpan? Delay { get; set; }

    /// <summary>CSS pixels that the placeholder takes up until the content has come, so that what stands below does not move. 1 to 10,000. Null: as the placeholder needs.</summary>
    [Parameter, Embeddable] public int? Height { get; set; }

    /// <summary>Whether its forms and <see cref="FragmentLink"/>s stay inside it. False: they lead to whole pages, as without JavaScript, and so do those of the fragments that it leads to. Default true.</summary>
    [Parameter] public bool Trap { get; set; } = true;

    /// <summary>
    /// How long <see cref="OnGetAsync"/> may take; then <see cref="Aborted"/> is cancelled, and the fragment's own box says so. 50 ms to 10 minutes. Null: <see cref="ComponentsOptions.LoadBudget"/>,
    /// or <see cref="ComponentsOptions.InlineBudget"/> in the page's own response. With a budget it runs beside the page, on a thread of its own, where it may read the request and write to it as anywhere.
    /// </summary>
    [Parameter] public TimeSpan? Budget { get; set; }

    /// <summary>What is shown in the place of the error box where it could not be loaded, before the way to try again. Null: the error box.</summary>
    [Parameter] public RenderFragment? Fallback { get; set; }

    /// <summary>For whom its URLs are good. Null: as the fragment's attribute says.</summary>
    [Parameter] public UrlScope? Scope { get; set; }

    /// <summary>What the placeholder shows. Null: a link with the fragment's title. It should hold a way to the content without JavaScript.</summary>
    [Parameter] public RenderFragment? Loading { get; set; }

    /// <summary>Whether it is loaded anew when its pack says that something changed of what it depends on (<see cref="Tags"/>). Without effect at its own URL. Default false.</summary>
    [Parameter, Embeddable] public bool Pushed { get; set; }

    /// <summary>Plain HTML attributes for the element around it.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] internal FragmentContext? Context { get; set; }

    /// <summary>The request. In a handler and in <see cref="OnGetAsync"/>, and while rendering.</summary>
    [CascadingParameter] protected internal HttpContext Http { get; set; } = null!;

    /// <summary>Where this fragment is found.</summary>
    public FragmentUrl Url { get; private set; } = null!;

    /// <summary>The answer: status, flash, commands, redirects. Where the fragment is embedded, what is said to it has no effect.</summary>
    protected internal FragmentResponse Response { get; private set; } = null!;

    /// <summary>The texts of the fragment's pack, in the visitor's language.</summary>
    protected internal IStringLocalizer L => _texts ??= PackTexts.Of(Maker.Services, Class.Assembly);

    /// <summary>
    /// The path of the page around it, such as <c>/articles/hello</c>; the whole address of one of another site. True: it was written by this site, or lies on the site that it was signed for.
    /// </summary>
    protected string HostPage => Url.HostPage;

    /// <summary>Whether it is shown as a page of its own, without its host page around it.</summary>
    protected bool IsDocument => Call?.Kind == AnswerKind.Document;

    /// <summary>Ends when the visitor goes away, or a <see cref="Budget"/> is used up.</summary>
    protected CancellationToken Aborted => _budgeted?.Aborted ?? Http.RequestAborted;

    /// <summary>In a handler: whether this form was posted before, and the save that makes it count once.</summary>
    /// <exception cref="InvalidOperationException">No handler runs.</exception>
    protected Once Once => _once ??= new Once(this);

    /// <summary>
    /// Whom <see cref="Once"/> takes for the one who posts where nobody is signed in: what the request itself brought, such as a guest's token, so that it is the same with every attempt.
    /// Null: nobody in particular.
    /// </summary>
    protected internal virtual string? GuestKey => null;

    internal FragmentCall? Call { get; private set; }

    /// <summary>The form was posted before with other input, so whatever the handler says is not to be said.</summary>
    internal bool HasConflict => _once?.FoundOther == true;

    internal FragmentCost? Cost { get; private set; }

    /// <summary>Its own scope; where its constructor asks for nothing, from when it is first needed.</summary>
    internal IServiceProvider Services { get => _services ??= Maker.OpenScope(); set => _services = value; }

    internal FragmentActivator Maker { get; set; } = null!;

    /// <summary>The id of the element that the tag has written: not the one into which it is loaded where there is a <see cref="Target"/>.</summary>
    internal string TagId { get; private set; } = "";

    /// <summary>The class that the tag names.</summary>
    internal virtual Type Class => GetType();

    /// <summary>Whether its author says what the page's address means.</summary>
    internal bool FollowsPage => ((Func<IQueryCollection, IReadOnlyDictionary<string, object?>?>)OnPageAsked).Method.DeclaringType != typeof(Fragment);

    internal virtual void Take(ParameterView parameters) => parameters.SetParameterProperties(this);

    /// <summary>Reads what the view needs. Runs before every rendering of the content, also after a handler.</summary>
    protected virtual Task OnGetAsync() => Task.CompletedTask;

    /// <summary>
    /// What is answered at <c>/c/{id}.json</c>, to whoever may see the fragment; asked after <see cref="OnGetAsync"/>. Only what the markup shows belongs into it. Where it is not
    /// overridden, that address is 404. Its names are written in camelCase, enums as texts.
    /// </summary>
    protected virtual object? Model => null;

    /// <summary>
    /// What it depends on, such as <c>comments:thread:hello</c>: with <see cref="Pushed"/> it is loaded anew when one of them is published by <see cref="IChanges"/>. Asked when
    /// the parameters are there and nothing is read yet.
    /// </summary>
    protected virtual IEnumerable<string> Tags => [];

    /// <summary>
    /// With <see cref="CachedAttribute"/>: what an answer that is kept depends on; it is made anew once one of them is published by <see cref="IChanges"/>. Asked when everything is read.
    /// Default: <see cref="Tags"/>.
    /// </summary>
    protected virtual IEnumerable<string> CacheTags => Tags;

    /// <summary>
    /// Where the fragment stands in a page, what the page's own address asks of it: a permalink leads to a page with <c>?comment=…</c>, and the thread in it opens there. Asked before
    /// anything is read. What is returned was typed by anybody: check it like a parameter.
    /// </summary>
    /// <param name="query">The query of the page's address.</param>
    /// <returns>Changed parameters (names and values), by which the fragment is then shown inline; null: nothing is asked.</returns>
    protected virtual IReadOnlyDictionary<string, object?>? OnPageAsked(IQueryCollection query) => null;

    /// <summary>The markup; written by the Razor compiler.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    /// <summary>This fragment's parameters with some of them changed, for a <see cref="FragmentLink"/>; a null value takes one away.</summary>
    protected FragmentParameters With(params ReadOnlySpan<(string Name, object? Value)> changes) => Url.Parameters.With(changes);

    /// <summary>
    /// The signed URL of another fragment, on the same host page. It is a part of the same tag: where that stands a second time on the page, its element has another id there; and with <see cref="Trap"/> off, its
    /// forms and links lead to whole pages too.
    /// </summary>
    protected FragmentUrl UrlOf<TFragment>(params ReadOnlySpan<(string Name, object? Value)> parameters) where TFragment : Fragment =>
        ((FragmentUrls)Http.RequestServices.GetService(typeof(FragmentUrls))!).Create(Http, typeof(TFragment), FragmentParameters.None.With(parameters), HostPage, Url.Terms.Inherited);

    /// <summary>
    /// Markup that others may share: within a minute it is rendered once, and serves every answer in which this fragment shows the same on the same host page in the same language, whoever asks. For what a page
    /// shows a hundred of, of which one is new. It holds nothing that belongs to one visitor (no token, no address for them alone), and depends on nothing of them but what the key says.
    /// </summary>
    /// <param name="key">All that it depends on, compared by value: such as a record of what is shown, with what this visitor may do.</param>
    /// <param name="content">The markup.</param>
    /// <param name="hasOwnLinks">Whether forms and links of this very fragment stand in it: their addresses hold its parameters, so it is shared only where those are the same.</param>
    protected RenderFragment Share(object key, RenderFragment content, bool hasOwnLinks = false)
    {
        if (Shelf is not { } shelf)
            return content;
        if (hasOwnLinks)
            key = (Url.Query, Url.ElementId, key);
        return (shelf.Find(key) as KeptMarkup)?.Write ?? ToKeep(shelf, key, content);
    }

    /// <inheritdoc cref="Share(object, RenderFragment, bool)"/>
    /// <remarks>For what stands on a page many times: the content is one for all of them, and asked only for those that are not there.</remarks>
    /// <param name="key">All that it depends on, compared by value.</param>
    /// <param name="content">Makes the markup of a key.</param>
    protected RenderFragment Share<TKey>(TKey key, RenderFragment<TKey> content) where TKey : notnull =>
        Shelf is { } shelf ? (shelf.Find(key) as KeptMarkup)?.Write ?? ToKeep(shelf, key, content(key)) : content(key);

    private PartShelf? Shelf
    {
        get
        {
            if (Url.Audience.Scope != UrlScope.Public)
                return null;
            return _shelf ??= Services.GetService(typeof(PartStore)) is PartStore { IsOn: true } store ? store.ShelfFor(this) : null;
        }
    }

    // A method of its own: what a closure needs is made where it begins, and mostly none is needed.
    private RenderFragment ToKeep(PartShelf shelf, object key, RenderFragment content) => builder =>
    {
        builder.OpenComponent<SharedPart>(0);
        builder.AddComponentParameter(1, nameof(SharedPart.Shelf), shelf);
        builder.AddComponentParameter(2, nameof(SharedPart.Key), key);
        builder.AddComponentParameter(3, nameof(SharedPart.Http), Http);
        builder.AddComponentParameter(4, nameof(SharedPart.Content), content);
        builder.CloseComponent();
    };

    /// <summary>
    /// Reads what everybody may see once for all who ask for it within a minute, and anew as soon as one of the tags is published: nobody who asks after that is given what was read before it. For the few
    /// rows that nearly all who are answered by themselves ask for; what is one visitor's is read beside it. Nothing is kept where the site keeps no answers, or while answers say what they cost; nor is null.
    /// </summary>
    /// <param name="key">All that it depends on but the tags, compared by value; among fragments of this class.</param>
    /// <param name="tags">What it depends on, as in <see cref="Tags"/>.</param>
    /// <param name="size">About how many bytes it takes.</param>
    /// <param name="read">Reads it. What it returns serves many at once, so it never changes.</param>
    protected ValueTask<T?> ReadSharedAsync<T>(object key, IReadOnlyCollection<string> tags, Func<T, long> size, Func<Task<T?>> read) where T : class =>
        Cost is null && Of<PartStore>() is { IsOn: true } store ? store.ReadsOf(Class).GetAsync(key, tags, size, read) : new(read());

    /// <summary>Says what is wrong with a field that the form's own rules cannot know: 422, with what was typed still in the form.</summary>
    protected void Refuse(string field, string message)
    {
        Call?.Errors.Add(field, message);
        Response.Status = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Where somebody signs in and comes back to the host page. On a page of another site: where a member lets that page know them, in a window of its own.</summary>
    protected string SignInLink => SignInLinks.For(Http, HostPage);
}
