using Components.Caching;
using Components.Embedding;
using Components.Fragments.Overlay;
using Components.Fragments.Rendering;
using Components.Push;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

// What the engine does with a fragment, from the parameters to the markup; the other half is what its author sees.
public abstract partial class Fragment
{
    private const int DeepestNesting = 8;
    private RenderHandle _handle;
    private Task? _life;
    private bool _failed;
    private bool _isBroken;
    private bool _holdsOthers;

    private bool HasContent => Call is not null || (Load == Load.Inline && !_failed);

    private ComponentsOptions Options => Of<IOptions<ComponentsOptions>>().Value;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    // A parent that renders again would run the life of a fragment with a `Loading` part twice, concurrently.
    Task IComponent.SetParametersAsync(ParameterView parameters) => _life ??= LiveAsync(parameters);

    /// <summary>Whether what it shows in its page, with its element, is right for everybody who sees that page until what it depends on changes.</summary>
    internal bool CanBeShared => Url?.Fragment.IsForEverybody == true && HasContent && Call is null && Context is null && !_isBroken && !_holdsOthers
        && Url.Audience.Scope == UrlScope.Public && Url.Terms == FragmentTerms.Usual && TagId == Url.ElementId;

    /// <summary>What an answer that is kept depends on, as <see cref="CacheTags"/> says now.</summary>
    internal IReadOnlyCollection<string> DependsOn => [.. CacheTags];

    /// <summary>What it shows is an error box in place of its markup.</summary>
    internal void MarkBroken()
    {
        _isBroken = true;
        AnswerKeeping.Of(Http)?.Refuse();
    }

    internal string PushTickets()
    {
        var tickets = Of<PushTickets>();
        var audience = Of<FragmentUrls>().Listeners(Http, Url);
        return string.Join(' ', Tags.Distinct().Select(tag => tickets.Write(tag, audience, Url.Origin)));
    }

    private Task LiveAsync(ParameterView parameters)
    {
        // No await before the parameters are read: the view is good for this call only.
        var descriptor = Of<FragmentRegistry>().Of(Class);
        Take(parameters);
        if (Of<Costs>() is { AreSaid: true })
        {
            Cost = (FragmentCost)Services.GetService(typeof(FragmentCost))!;
            Cost.Start();
        }
        if (Context?.Depth >= DeepestNesting)
            throw new EndlessNestingException($"Fragment '{descriptor.Id}' stands inside {DeepestNesting} others. Does one of them embed itself?");
        return Context?.Call is { } call ? ServeAsync(call) : EmbedAsync(descriptor, descriptor.Given(parameters));
    }

    private async Task ServeAsync(FragmentCall call)
    {
        (Call, Url, Response, call.Cost) = (call, call.Url, call.Response, Cost);
        await call.RunHandlerAsync(this);
        if (!call.HasView)
            return;
        await (call.Handler is null && (call.Url.Terms.Budget ?? Options.LoadBudget) is { } budget ? ReadWithinAsync(budget) : OnGetAsync());
        SayForWhom(Url.Fragment);
        if (call.Kind == AnswerKind.Model)
        {
            call.Model = Model;
            return;
        }
        Show(call.Kind == AnswerKind.Document ? FragmentElement.Around.Document : FragmentElement.Around.Nothing);
    }

    private async Task EmbedAsync(FragmentDescriptor descriptor, FragmentParameters given)
    {
        if (LoadRules.ProblemOf(this) is { } problem)
            throw new ArgumentException($"Fragment '{descriptor.Id}': {problem}");
        if (Context?.Owner is { } owner)
            owner._holdsOthers = true;
        var (id, element) = Twins.Place(Http, descriptor, given, this, Context?.Owner);
        if (await descriptor.AuthorizeAsync(Http) is not FragmentDescriptor.Access.Granted)
            return;
        if (descriptor.IsModelOnly && !ModelView.IsOn(Services))
        {
            FragmentLog.NoMarkup(Services, descriptor.Id);
            return;
        }
        Response = new FragmentResponse();
        var terms = new FragmentTerms(Target ?? id, Trap, Load == Load.Inline ? null : Budget, Context?.Depth ?? 0, element);
        Url = Of<FragmentUrls>().Create(Http, descriptor, given, Context?.Owner?.HostPage, terms, Scope);
        TagId = Target is null ? Url.ElementId : id ?? descriptor.ElementIdOf(given);
        var query = Http.Features.Get<EmbeddingPage>()?.Query ?? Http.Request.Query;
        if (Context is null && query.Count > 0 && PageAddress.IsFor(query, Url.ElementId) && OnPageAsked(query) is { } asked)
            FollowPage(descriptor, asked);
        if (Load == Load.Inline)
            await ReadInlineAsync(descriptor);
        SayForWhom(descriptor);
        Show(_failed ? FragmentElement.Around.Failure : FragmentElement.Around.Page);
    }

    // A placeholder is the same for all for whom its address is good.
    private void SayForWhom(FragmentDescriptor descriptor)
    {
        if (AnswerKeeping.Of(Http) is not { } keeping)
            return;
        var isContent = Call is not null || Load == Load.Inline;
        if (Url.Audience.Scope != UrlScope.Public || (isContent && (!descriptor.IsCached || _failed)))
            keeping.Refuse();
        else if (isContent)
            keeping.DependOn(CacheTags);
    }

    // In the same element as ever, so that links to it go on working.
    private void FollowPage(FragmentDescriptor descriptor, IReadOnlyDictionary<string, object?> asked)
    {
        // On another site's page it is asked for once more by the visitor, who is not known yet.
        Load = Url.IsEmbedded ? Load.OnLoad : Load.Inline;
        foreach (var (name, value) in asked)
            descriptor.Set(this, name, value);
        Url = Url.With(Url.Parameters.With([.. asked.Select(item => (item.Key, item.Value))]));
    }

    private async Task ReadInlineAsync(FragmentDescriptor descriptor)
    {
        try
        {
            await ((Budget ?? Options.InlineBudget) is { } budget ? ReadWithinAsync(budget) : OnGetAsync());
        }
        catch (OverBudgetException e)
        {
            FragmentLog.TooSlow(Services, e.Message);
            _failed = true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !Http.RequestAborted.IsCancellationRequested)
        {
            // A part that fails must not take its page with it: it shows an error state in its own box.
            FragmentLog.InlineFailed(Services, descriptor.Id, e);
            _failed = true;
        }
    }

    private Task ReadWithinAsync(TimeSpan budget)
    {
        _budgeted = new BudgetedRead(this, budget);
        return _budgeted.RunAsync(OnGetAsync);
    }

    // A service of the whole application, for which no scope is needed.
    private T Of<T>() where T : class => (T)Maker.Services.GetService(typeof(T))!;

    private void Show(FragmentElement.Around around)
    {
        var seen = Url.Fragment.Seen(isEmbedded: Call is null);
        _handle.Render(builder =>
        {
            if (!HasContent || !seen.IsPlain || !TryBuildPlain(builder, around, seen))
                FragmentElement.Build(builder, this, around, inner => BuildContent(inner, seen));
        });
    }

    /// <returns>False where that is not enough, and nothing is written: it holds a component after all, or it fails, which the guard will find too.</returns>
    private bool TryBuildPlain(RenderTreeBuilder builder, FragmentElement.Around around, SeenContent seen)
    {
        try
        {
            FragmentElement.Build(builder, this, around, BuildMarkup);
            if (seen.See(builder))
                return true;
        }
        catch (Exception) when (Call is null)
        {
            // It fails once more, inside of the guard, which says so.
        }
        builder.Clear();
        return false;
    }

    private void BuildContent(RenderTreeBuilder builder, SeenContent seen)
    {
        if (Call is not null)
        {
            BuildWithContext(builder, seen);
            return;
        }
        builder.OpenComponent<FragmentBoundary>(25);
        builder.AddComponentParameter(26, nameof(FragmentBoundary.Owner), this);
        builder.AddComponentParameter(27, nameof(FragmentBoundary.ChildContent), (RenderFragment)(inner => BuildWithContext(inner, seen)));
        builder.CloseComponent();
    }

    private void BuildWithContext(RenderTreeBuilder builder, SeenContent seen) =>
        builder.AddFixedCascade(FragmentContext.Inside(this, (Context?.Depth ?? 0) + 1), inner =>
        {
            BuildMarkup(inner);
            seen.See(inner);
        });

    private void BuildMarkup(RenderTreeBuilder builder)
    {
        if (Url.Fragment.IsModelOnly)
            ModelView.Build(builder, Model);
        else
            BuildRenderTree(builder);
    }
}
