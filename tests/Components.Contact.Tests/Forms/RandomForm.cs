using System.Globalization;
using Components.Contact.Forms;

namespace Components.Contact.Tests.Forms;

/// <summary>Right forms of every kind, by a seed.</summary>
internal sealed class RandomForm(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<FormItem> _before = [];
    private bool _hasFile;

    public FormDefinition Make()
    {
        var items = new List<FormItem> { new() { Type = ItemType.Email, Name = "email", Label = Text() } };
        _before.Add(items[0]);
        if (Chance(3))
            items.Insert(0, new FormItem { Type = ItemType.Step, Label = Text(), Help = Maybe(Text) });
        for (var at = 0; at < _random.Next(1, 25); at++)
            items.Add(Item(at, items[^1]));
        // A step or a group that is last would have no fields.
        items.Add(new FormItem { Type = ItemType.Text, Name = "last", Label = Text() });
        var replies = Chance(2);
        return new FormDefinition
        {
            Id = "random",
            Title = Text(),
            Items = items,
            Button = Maybe(Text),
            To = [.. Enumerable.Range(0, _random.Next(4)).Select(number => $"owner{number}@example.com")],
            SubjectField = Chance(2) ? "last" : null,
            After = new AfterSending { Flash = Maybe(Text), Then = Any<AfterSendingAct>(), Page = "/thanks" },
            AutoReply = replies,
            ReplySubject = replies ? Maybe(Text) : null,
            ReplyText = replies ? Maybe(Text) : null,
            AttachFiles = Chance(2),
            Webhooks = [.. Enumerable.Range(0, _random.Next(3)).Select(number => new FormWebhook($"https://example.com/{number}", Chance(2) ? "key" : null))],
            KeepDays = Chance(2) ? _random.Next(1, 36_501) : null,
        };
    }

    private FormItem Item(int number, FormItem before)
    {
        var type = Any<ItemType>();
        // Files belong into the last step, and a step needs a field.
        if (type == ItemType.Step && (_hasFile || !before.IsField))
            type = ItemType.Text;
        if (type is ItemType.Group or ItemType.Step)
            return new FormItem { Type = type, Label = Text(), Help = Maybe(Text), ShowWhen = type == ItemType.Group ? Maybe(() => When(1)) : null };
        _hasFile |= type == ItemType.File;
        var item = Rules(new FormItem { Type = type, Name = $"f{number}", Label = type == ItemType.Hidden ? Maybe(Text) : Text(), Help = Maybe(Text), ShowWhen = Maybe(() => When(1)), Required = type != ItemType.Hidden && Chance(2) });
        if (type != ItemType.File)
            _before.Add(item);
        return item;
    }

    private FormItem Rules(FormItem item) => item.Type switch
    {
        ItemType.Text or ItemType.Email or ItemType.Tel or ItemType.Url => Lengths(item) with { Pattern = Maybe(() => "[a-z]{1,5}\\d\"?"), PatternHint = Maybe(Text), Autocomplete = Maybe(() => "name") },
        ItemType.LongText => Lengths(item) with { Rows = _random.Next(2, 41) },
        ItemType.Number => item with { Min = Maybe(() => Number(0)), Max = Maybe(() => Number(1000)), Step = Chance(2) ? (decimal)_random.Next(1, 1000) / 100 : null },
        ItemType.Date => item with { Min = Maybe(() => Chance(2) ? "today-7" : "2020-02-29"), Max = Maybe(() => Chance(2) ? "today+30" : "2030-01-01"), Autocomplete = Maybe(() => "bday") },
        ItemType.Choice => item with { Look = Any<ChoiceLook>(), Options = [.. Enumerable.Range(0, _random.Next(1, 6)).Select(number => Option($"v{number}"))] },
        ItemType.File => item with { Accept = Chance(2) ? ["pdf", "image"] : [], MaxFiles = _random.Next(1, 21), MaxBytes = Chance(2) ? _random.NextInt64(1, 10_000_000_000) : null },
        ItemType.Hidden => item with { Value = Chance(2) ? "x" : "" },
        _ => item,
    };

    private FormItem Lengths(FormItem item) => item with { MinLength = Chance(2) ? _random.Next(0, 10) : null, MaxLength = Chance(2) ? _random.Next(10, 41) : null };

    private ChoiceOption Option(string value) => new(value, Chance(3) ? new LocalText(value) : Text());

    private string Number(int from) => (from + ((decimal)_random.Next(-100_000, 100_000) / (int)Math.Pow(10, _random.Next(0, 4)) / 1000)).ToString(CultureInfo.InvariantCulture);

    private Condition When(int depth) => _random.Next(depth < Condition.Deepest ? 5 : 2) switch
    {
        0 => new Condition.Filled(Earlier().Name),
        1 => Is(Earlier()),
        2 => new Condition.Not(When(depth + 1)),
        3 => new Condition.All([When(depth + 1), When(depth + 1)]),
        _ => new Condition.Any([When(depth + 1)]),
    };

    private static Condition.Is Is(FormItem field) => new(field.Name, field.Type == ItemType.Choice ? [field.Options[0].Value] : ["yes", "“no”"]);

    private FormItem Earlier() => _before[_random.Next(_before.Count)];

    private LocalText Text() => _random.Next(3) switch
    {
        0 => new LocalText($"A \"text\" {_random.Next(100)}\\"),
        1 => LocalText.Of([new("en", "Hello\nthere"), new("ja", "こんにちは")]),
        _ => LocalText.Of([new("pt-BR", "</script> Olá")]),
    };

    private T? Maybe<T>(Func<T> make) where T : class => Chance(2) ? make() : null;

    private T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[_random.Next(Enum.GetValues<T>().Length)];

    private bool Chance(int of) => _random.Next(of) == 0;
}
