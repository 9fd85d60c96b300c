using Components.Data;

namespace Components.Comments.Seeding;

/// <summary>What one transaction of the seeding writes.</summary>
/// <param name="Comments">In the order of their keys.</param>
/// <param name="Votes">On these comments.</param>
/// <param name="EarlierReplies">How many answers were added to comments of batches before, by their keys.</param>
internal sealed record SeedBatch(IReadOnlyList<Comment> Comments, IReadOnlyList<Vote> Votes, IReadOnlyDictionary<long, int> EarlierReplies);

/// <summary>
/// Makes up a discussion as they are: most answers go to what was written lately, a few comments collect thousands, one exchange goes very deep, a handful are pinned or deleted.
/// The same options give the same discussion, from the same start to the same end.
/// </summary>
internal sealed class SeedPlan(SeedOptions options, long threadId, DateTimeOffset start, DateTimeOffset end)
{
    private const int MostPinned = 3, MostDepth = 60, MostChained = 2000, MostVotes = 500, Voters = 1_000_003;
    private const double Deleted = 0.005;
    private readonly Random _random = Repeatable(options.Seed);
    private readonly SeedAuthors _authors = new(Repeatable(options.Seed + 1), options.Count);
    private readonly SeedText _text = new(Repeatable(options.Seed + 2));
    private readonly int _mostFamous = Math.Clamp(options.Count / 2000, 1, 12);
    private readonly TimeSpan _step = (end - start) / options.Count;
    private readonly List<Written> _written = [];
    private readonly List<Written> _famous = [];
    private Written? _chain;
    private int _pinned;
    private long _lastId;

    private readonly record struct Written(long Id, int Depth);

    public SeedBatch Next(int size)
    {
        var comments = new Dictionary<long, Comment>(size);
        var votes = new List<Vote>();
        var earlier = new Dictionary<long, int>();
        for (var i = 0; i < size; i++)
        {
            var parent = ChooseParent();
            var comment = Write(parent);
            comments.Add(comment.Id, comment);
            CastVotes(comment, votes);
            if (parent is not { } answered)
                continue;
            if (comments.TryGetValue(answered.Id, out var here))
                here.CountReply(1);
            else
                earlier[answered.Id] = earlier.GetValueOrDefault(answered.Id) + 1;
        }
        EraseSome(comments.Values);
        return new SeedBatch([.. comments.Values], votes, earlier);
    }

    private Written? ChooseParent()
    {
        if (_written.Count == 0 || _random.NextDouble() >= options.Replies)
            return null;
        var chance = _random.NextDouble();
        if (chance < 0.15 && _famous.Count > 0)
            return _famous[_random.Next(_famous.Count)];
        if (chance < 0.17 && _chain is { Depth: < MostChained } chain)
            return chain;
        // The older, the less likely.
        var parent = _written[^Math.Min(_written.Count, (int)Math.Exp(_random.NextDouble() * Math.Log(_written.Count + 1)))];
        return parent.Depth < MostDepth ? parent : _famous[0];
    }

    private Comment Write(Written? parent)
    {
        var at = start + (_step * (_written.Count + _random.NextDouble()));
        _lastId = Math.Max(_lastId + 1, TimeOrderedId.At(at, _random.Next()));
        var answered = parent is { } known ? Comment.Reference(known.Id, known.Depth) : null;
        var comment = Comment.Write(_lastId, at, threadId, answered, _authors.Next(), _text.Next(), null, CommentState.Approved);
        Remember(comment, parent);
        return comment;
    }

    private void Remember(Comment comment, Written? parent)
    {
        var written = new Written(comment.Id, comment.Depth);
        _written.Add(written);
        if (comment.IsTopLevel && _famous.Count < _mostFamous && _written.Count > (long)_famous.Count * options.Count / _mostFamous)
            _famous.Add(written);
        else if (comment.IsTopLevel && _pinned < MostPinned && _written.Count > options.Count / 50)
            Pin(comment);
        if (_chain is null || parent?.Id == _chain.Value.Id)
            _chain = written;
    }

    private void Pin(Comment comment)
    {
        comment.Pin(true);
        _pinned++;
    }

    private void CastVotes(Comment comment, List<Vote> votes)
    {
        var count = Math.Min(MostVotes, (int)((options.Votes * -Math.Log(1 - _random.NextDouble())) + 0.5));
        var quality = 0.4 + (0.6 * _random.NextDouble());
        var (first, ups) = (_random.Next(Voters), 0);
        for (var i = 0; i < count; i++)
        {
            var isUp = _random.NextDouble() < quality;
            ups += isUp ? 1 : 0;
            votes.Add(new Vote(comment.Id, Author.MemberKey($"seed-{(first + i) % Voters}"), isUp ? 1 : -1));
        }
        comment.CountVotes(ups, count - ups);
    }

    // Only such as have answers already: their places stay.
    private void EraseSome(IEnumerable<Comment> comments)
    {
        foreach (var comment in comments.Where(comment => comment.Replies > 0 && comment.Place == Placement.Shown))
            if (_random.NextDouble() < Deleted)
                comment.Erase();
    }

    // Nobody guards anything by it.
#pragma warning disable CA5394
    internal static Random Repeatable(int seed) => new(seed);
#pragma warning restore CA5394
}
