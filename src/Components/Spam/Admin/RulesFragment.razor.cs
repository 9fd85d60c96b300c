using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Components.Data;
using Components.Fragments;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Spam;

/// <summary>
/// The admin page of a pack's rules: those of its options, to read and to try with another number, and the written ones, to add, try, switch and delete. A pack derives its own, with
/// <c>[Fragment]</c>, <c>[Authorize]</c> and <see cref="OwnPostLimitAttribute"/>, and says what is its own: the rules of its options, and what it has to try them on.
/// </summary>
/// <param name="db">The pack's context, which maps the rules (<see cref="RuleModel.MapRules"/>).</param>
/// <param name="ids">Makes the rules' keys.</param>
public abstract partial class RulesFragment(DbContext db, TimeOrderedId ids) : Fragment
{
    /// <summary>On how many submissions a rule is tried.</summary>
    protected const int TriedOn = 1_000;

    private List<WrittenRule> _rules = [];
    private RuleTrial? _trial;

    /// <summary>What can be judged by the text and its author alone, so that a rule about it can be written, and tried on what is old.</summary>
    public static IReadOnlyList<RuleKind> WrittenKinds { get; } = [RuleKind.Words, RuleKind.Addresses, RuleKind.Links];

    /// <summary>Rules of the settings whose facts a pack keeps, so that they can be tried with another number.</summary>
    public static IReadOnlyList<RuleKind> TriedKinds { get; } = [RuleKind.Links, RuleKind.Rate, RuleKind.Duplicate, RuleKind.Offender];

    /// <summary>Shows what this written rule would have found.</summary>
    [Parameter] public long? Try { get; set; }

    /// <summary>Shows what a rule of the site's settings would have found with the number <see cref="Number"/>.</summary>
    [Parameter] public RuleKind? Setting { get; set; }

    /// <summary>See <see cref="Setting"/>. 0 to 1,000.</summary>
    [Parameter, Range(0, 1_000)] public int Number { get; set; }

    /// <summary>The rules of the pack's options.</summary>
    protected abstract IReadOnlyList<RuleSettings> OfOptions { get; }

    /// <summary>The heading of a trial, in the visitor's language, such as "Tried on the last messages".</summary>
    protected abstract string TrialTitle { get; }

    /// <summary>What a trial found, in one sentence.</summary>
    protected abstract string TrialResult(int of, int found);

    /// <summary>The last <see cref="TriedOn"/> submissions, the latest first.</summary>
    protected abstract Task<IReadOnlyList<TriedItem>> LatestAsync();

    /// <summary>What a kind of rule is called; a pack says over which span its submissions are counted.</summary>
    protected virtual string NameOf(RuleKind kind) => Text(RuleTexts.NameOf(kind));

    /// <summary>What a verdict means; a pack says what it does with what is held.</summary>
    protected virtual string NameOf(SpamVerdict verdict) => Text(RuleTexts.NameOf(verdict));

    /// <summary>Writes a change of the rules, in one transaction. A pack that keeps a log writes it there too.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="change">Does it by the context, without saving. Null: there was nothing to do.</param>
    /// <returns>How many rules were changed: 0 or 1.</returns>
    protected virtual Task<int> ChangeAsync(RuleAct act, Func<Task<RuleChange?>> change) => db.WriteAsync(
        async () =>
        {
            if (await change() is null)
                return 0;
            await db.SaveChangesAsync(Aborted);
            return 1;
        },
        Aborted);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _rules = await db.Set<WrittenRule>().AsNoTracking().OrderBy(rule => rule.Id).ToListAsync(Aborted);
        var tried = _rules.Find(rule => rule.Id == Try)?.ToSettings()
            ?? OfOptions.Where(rule => rule.Kind == Setting && TriedKinds.Contains(rule.Kind)).Select(rule => rule with { Limit = Number }).FirstOrDefault();
        if (tried is not null)
            _trial = RuleTrial.Run(tried, await LatestAsync());
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
            Refuse(nameof(form.Entries), Text("Write at least one word or address, one a line."));
            return;
        }
        if (settings.BadEntries() is [var bad, ..])
        {
            Refuse(nameof(form.Entries), Text("“{0}” cannot be looked for.", bad));
            return;
        }
        var rule = WrittenRule.Write(ids.Next(), settings);
        var done = await ChangeAsync(RuleAct.Add, Add);
        Response.Flash(Text("The rule is there, and switched off. Try it before you switch it on."), done > 0 ? FlashLevel.Success : FlashLevel.Info);
        Response.RedirectInside(Url.With(List.With((nameof(Try), rule.Id))));

        Task<RuleChange?> Add()
        {
            db.Add(rule);
            return Task.FromResult<RuleChange?>(new RuleChange(rule.Id));
        }
    }

    /// <summary>Switches a rule on.</summary>
    public Task OnPostOnAsync([FromForm] ChosenRule form) => SwitchAsync(form, RuleAct.SwitchOn);

    /// <summary>Switches a rule off.</summary>
    public Task OnPostOffAsync([FromForm] ChosenRule form) => SwitchAsync(form, RuleAct.SwitchOff);

    /// <summary>Deletes a rule.</summary>
    public async Task OnPostDeleteAsync([FromForm] ChosenRule form)
    {
        Response.Flash(Text("Rules deleted: {0}", await ChangeAsync(RuleAct.Delete, DeleteAsync)));

        async Task<RuleChange?> DeleteAsync()
        {
            if (await db.Set<WrittenRule>().SingleOrDefaultAsync(rule => rule.Id == form.Rule, Aborted) is not { } rule)
                return null;
            db.Remove(rule);
            return new RuleChange(rule.Id, rule.ToSettings());
        }
    }

    private async Task SwitchAsync(ChosenRule form, RuleAct act)
    {
        var isOn = act == RuleAct.SwitchOn;
        var done = await ChangeAsync(act, TurnAsync);
        Response.Flash(isOn ? Text("Rules switched on: {0}", done) : Text("Rules switched off: {0}", done));

        async Task<RuleChange?> TurnAsync()
        {
            if (await db.Set<WrittenRule>().SingleOrDefaultAsync(rule => rule.Id == form.Rule && rule.IsOn != isOn, Aborted) is not { } rule)
                return null;
            rule.Switch(isOn);
            return new RuleChange(rule.Id);
        }
    }

    private FragmentParameters List => With((nameof(Try), null), (nameof(Setting), null), (nameof(Number), null));

    private string Text(string key, params object[] arguments) => CoreTexts.In(Services)[key, arguments];

    private static string Digits(int number) => number.ToString(CultureInfo.CurrentCulture);
}
