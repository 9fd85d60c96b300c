using System.ComponentModel.DataAnnotations;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Components.Spam;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>The rules that comments are judged by: those of the options, to read, and those of moderators, to add, try, switch and delete.</summary>
[Fragment("comments/rules", Title = "Rules for comments", Scope = UrlScope.User), Authorize(CommentsPack.Moderate), OwnPostLimit]
public sealed partial class RulesPage(CommentServices services) : CommentFragment(services)
{
    /// <summary>How many comments a rule is tried on.</summary>
    internal const int TriedOn = 1_000;

    /// <summary>How many of what it would have found are shown.</summary>
    internal const int Shown = 50;

    /// <summary>What can be judged by the text and its author alone, so that it can also be tried on old comments.</summary>
    internal static readonly RuleKind[] Kinds = [RuleKind.Words, RuleKind.Addresses, RuleKind.Links];

    /// <summary>Rules of the site's settings whose facts are kept with the comments, so that they can be tried with another number.</summary>
    internal static readonly RuleKind[] TriedKinds = [RuleKind.Links, RuleKind.Rate, RuleKind.Duplicate, RuleKind.Offender];

    private List<CommentRule> _rules = [];
    private RuleTrial? _trial;

    /// <summary>Shows what this rule would have found among the last comments.</summary>
    [Parameter] public long? Try { get; set; }

    /// <summary>Shows what a rule of the site's settings would have found with the number <see cref="Number"/>.</summary>
    [Parameter] public RuleKind? Setting { get; set; }

    /// <summary>See <see cref="Setting"/>. 0 to 1,000.</summary>
    [Parameter, Range(0, 1_000)] public int Number { get; set; }

    private FragmentParameters List => With((nameof(Try), null), (nameof(Setting), null), (nameof(Number), null));

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _rules = await Db.Rules.AsNoTracking().OrderBy(rule => rule.Id).ToListAsync(Aborted);
        var tried = _rules.Find(rule => rule.Id == Try)?.ToSettings()
            ?? CommentRules.OfOptions(Options).Where(rule => rule.Kind == Setting && TriedKinds.Contains(rule.Kind)).Select(rule => rule with { Limit = Number }).FirstOrDefault();
        if (tried is not null)
            _trial = await RuleTrial.RunAsync(Db, Comments.Markdown, tried, Aborted);
    }

    /// <summary>Tries a rule of the site's settings with another number, before the owner writes that into them.</summary>
    public Task OnPostTryAsync([FromForm] TriedNumber form)
    {
        Response.RedirectInside(Url.With(List.With((nameof(Setting), form.Setting), (nameof(Number), form.Number))));
        return Task.CompletedTask;
    }

    /// <summary>Adds a rule, which is off at first.</summary>
    public async Task OnPostAsync([FromForm] NewRule form)
    {
        var settings = new RuleSettings { Id = "new", Kind = form.Kind!.Value, Verdict = form.Verdict!.Value, Scope = form.Scope!.Value, Limit = form.Limit, Entries = (form.Entries ?? "").ReplaceLineEndings("\n").Trim(), IsOn = false };
        if (settings.Kind != RuleKind.Links && settings.EntryList.Count == 0)
        {
            Refuse(nameof(form.Entries), L["Write at least one word or address, one a line."]);
            return;
        }
        if (settings.BadEntries() is [var bad, ..])
        {
            Refuse(nameof(form.Entries), L["“{0}” cannot be looked for.", bad]);
            return;
        }
        var rule = CommentRule.Write(Comments.Ids.Next(), settings);
        var (_, done) = await Comments.Desk.RecordAsync(await ModeratorAsync(), ModerationAct.AddRule, Add, Aborted);
        Response.Flash(L["The rule is there, and switched off. Try it before you switch it on."], done > 0 ? FlashLevel.Success : FlashLevel.Info);
        Response.RedirectInside(Url.With(With((nameof(Try), rule.Id))));

        Task<(long, string?)?> Add(CommentsDb db)
        {
            db.Add(rule);
            return Task.FromResult<(long, string?)?>((rule.Id, null));
        }
    }

    /// <summary>Switches a rule on.</summary>
    public Task OnPostOnAsync([FromForm] ChosenRule form) => SwitchAsync(form, on: true);

    /// <summary>Switches a rule off.</summary>
    public Task OnPostOffAsync([FromForm] ChosenRule form) => SwitchAsync(form, on: false);

    /// <summary>Deletes a rule.</summary>
    public async Task OnPostDeleteAsync([FromForm] ChosenRule form)
    {
        var (_, done) = await Comments.Desk.RecordAsync(await ModeratorAsync(), ModerationAct.DeleteRule, DeleteAsync, Aborted);
        Response.Flash(L[ActTexts.DoneOf(ModerationAct.DeleteRule), done]);

        async Task<(long, string?)?> DeleteAsync(CommentsDb db)
        {
            if (await db.Rules.SingleOrDefaultAsync(rule => rule.Id == form.Rule, Aborted) is not { } rule)
                return null;
            db.Remove(rule);
            return (rule.Id, Snapshots.Write(rule.ToSettings()));
        }
    }

    private async Task SwitchAsync(ChosenRule form, bool on)
    {
        var act = on ? ModerationAct.RuleOn : ModerationAct.RuleOff;
        var (_, done) = await Comments.Desk.RecordAsync(await ModeratorAsync(), act, TurnAsync, Aborted);
        Response.Flash(L[ActTexts.DoneOf(act), done]);

        async Task<(long, string?)?> TurnAsync(CommentsDb db)
        {
            if (await db.Rules.SingleOrDefaultAsync(rule => rule.Id == form.Rule && rule.IsOn != on, Aborted) is not { } rule)
                return null;
            rule.Switch(on);
            return (rule.Id, null);
        }
    }

    private Task<Viewer> ModeratorAsync() => Comments.Viewers.OfAsync(Http);
}

/// <summary>What is posted to add a rule.</summary>
public sealed class NewRule : IValidatableObject
{
    /// <summary>What it looks at.</summary>
    [Display(Name = "What it looks at"), Required] public RuleKind? Kind { get; set; }

    /// <summary>What is done.</summary>
    [Display(Name = "What is done"), Required] public SpamVerdict? Verdict { get; set; }

    /// <summary>Whose comments.</summary>
    [Display(Name = "Whose comments"), Required] public RuleScope? Scope { get; set; }

    /// <summary>More links than this.</summary>
    [Display(Name = "Number"), Range(0, 100)] public int Limit { get; set; }

    /// <summary>Words or addresses, one a line.</summary>
    [Display(Name = "Words or addresses"), StringLength(CommentRule.LongestEntries)] public string? Entries { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Kind.HasValue || !RulesPage.Kinds.Contains(Kind.Value) || !Enum.IsDefined(Verdict ?? 0) || !Enum.IsDefined(Scope ?? 0))
            yield return new ValidationResult("There is no such rule.", [nameof(Kind)]);
    }
}

/// <summary>What is posted to try a rule of the site's settings.</summary>
public sealed class TriedNumber : IValidatableObject
{
    /// <summary>Which rule.</summary>
    [Required] public RuleKind? Setting { get; set; }

    /// <summary>The number to try. 0 to 1,000.</summary>
    [Display(Name = "Number"), Range(0, 1_000)] public int Number { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Setting is not { } setting || !RulesPage.TriedKinds.Contains(setting))
            yield return new ValidationResult("There is no such rule.", [nameof(Number)]);
    }
}

/// <summary>What is posted about a rule.</summary>
public sealed class ChosenRule
{
    /// <summary>The rule's key.</summary>
    public long Rule { get; set; }
}
