using Components.Signing;
using Components.Spam;

namespace Components.Tests.Spam;

public sealed class ProofOfWorkTests : IDisposable
{
    private readonly WorkBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Work_that_was_done_is_taken_and_tells_how_long_the_form_was_in_use()
    {
        var answer = WorkBench.Solve(_bench.Ask());
        _bench.Clock.Advance(TimeSpan.FromSeconds(42));
        Assert.Equal(new WorkCheck(WorkResult.Done, TimeSpan.FromSeconds(42)), _bench.Work.Check(_bench.Guest, WorkBench.Purpose, answer));
        Assert.Equal(0, _bench.Misbehaviour.ScoreOf(_bench.Guest));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_answer_is_missing_and_no_misdeed(string? answer)
    {
        Assert.Equal(new WorkCheck(WorkResult.Missing, null), _bench.Work.Check(_bench.Guest, WorkBench.Purpose, answer));
        Assert.Equal(0, _bench.Misbehaviour.ScoreOf(_bench.Guest));
    }

    [Fact]
    public void A_replayed_answer_is_used_also_with_its_text_written_otherwise()
    {
        var answer = WorkBench.Solve(_bench.Ask());
        Assert.Equal(WorkResult.Done, _bench.Check(answer));
        Assert.Equal(WorkResult.Used, _bench.Check(answer));
        var parts = answer.Split('~');
        var nonce = parts[0].Split('.')[6];
        Assert.Equal(WorkResult.Used, _bench.Check($"{parts[0].Replace(nonce, nonce.ToUpperInvariant(), StringComparison.Ordinal)}~{parts[1]}"));
        Assert.Equal(WorkResult.Used, _bench.Check($"{parts[0]}~{string.Join('-', parts[1].Split('-').Select(counter => $"0{counter}"))}"));
    }

    [Fact]
    public async Task Of_many_who_send_one_answer_at_once_one_gets_through()
    {
        var answer = WorkBench.Solve(_bench.Ask());
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _bench.Check(answer))));
        Assert.Single(results, WorkResult.Done);
        Assert.Equal(49, results.Count(result => result == WorkResult.Used));
    }

    [Fact]
    public void An_answer_for_another_purpose_is_told_apart_and_is_a_misdeed()
    {
        var answer = WorkBench.Solve(_bench.Ask("comments/thread"));
        Assert.Equal(WorkResult.ForOther, _bench.Check(answer, "contact/form"));
        Assert.Equal(1, _bench.Misbehaviour.ScoreOf(_bench.Guest));
        Assert.Equal(WorkResult.Done, _bench.Check(answer, "comments/thread"));
    }

    [Theory]
    [InlineData(0, "2")]
    [InlineData(1, "zzzz")]
    [InlineData(2, "test/other")]
    [InlineData(3, "5")]
    [InlineData(3, "4")]
    [InlineData(4, "0")]
    [InlineData(5, "99999999999999")]
    [InlineData(6, "00000000000000000000000000000000")]
    [InlineData(7, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Nothing_in_a_challenge_can_be_changed(int part, string changed)
    {
        var parts = _bench.Ask().Split('.');
        Assert.NotEqual(changed, parts[part]);
        parts[part] = changed;
        var forged = string.Join('.', parts);
        // With counters that would be right for the forged text.
        var answer = Challenge.Read(forged) is null ? $"{forged}~{string.Join('-', Enumerable.Repeat("0", WorkAnswer.Parts))}" : WorkBench.Solve(forged);
        Assert.Equal(WorkResult.Wrong, _bench.Check(answer));
        Assert.Equal(WorkResult.Wrong, _bench.Check(answer, parts[2]));
        Assert.Equal(2, _bench.Misbehaviour.ScoreOf(_bench.Guest));
    }

    [Fact]
    public void A_challenge_of_another_key_or_another_site_is_forged()
    {
        using var stranger = new WorkBench();
        Assert.Equal(WorkResult.Wrong, _bench.Check(WorkBench.Solve(stranger.Ask())));
        var elsewhere = WorkBench.Solve(_bench.At("elsewhere").Ask(_bench.Guest, WorkBench.Purpose, null).Text);
        Assert.Equal(WorkResult.Wrong, _bench.Check(elsewhere));
    }

    [Fact]
    public void A_challenge_signed_with_the_rings_key_itself_is_forged()
    {
        var key = _bench.Keys.Current;
        var now = _bench.Clock.Now.ToUnixTimeMilliseconds();
        var text = $"1.{key.Id}.{WorkBench.Purpose}.8.{now}.{now + 900_000}.{new string('0', 31)}1";
        var mac = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.HMACSHA256.HashData(key.Secret, System.Text.Encoding.UTF8.GetBytes($"{text}\nsite")));
        Assert.Equal(WorkResult.Wrong, _bench.Check(WorkBench.Solve($"{text}.{mac}")));
        Assert.Equal(WorkResult.Done, _bench.Check(WorkBench.Solve(new Challenge(key.Id, WorkBench.Purpose, 8, now, now + 900_000, 1).Sign(key, "site"))));
    }

    [Fact]
    public void Work_that_was_not_done_is_wrong_and_spoils_nothing()
    {
        var answer = WorkBench.Solve(_bench.Ask());
        var counters = answer.Split('~')[1].Split('-');
        Assert.Equal(WorkResult.Wrong, _bench.Check($"{answer.Split('~')[0]}~{string.Join('-', counters.Skip(1))}"));
        Assert.Equal(WorkResult.Wrong, _bench.Check($"{answer}-0"));
        var mac = answer.Split('~')[0].Split('.')[^1];
        counters[15] = Enumerable.Range(0, 100).First(counter => WorkAnswer.ZeroBits(mac, 15, (uint)counter) < WorkAnswer.BitsOf(8)).ToString("x", null);
        Assert.Equal(WorkResult.Wrong, _bench.Check($"{answer.Split('~')[0]}~{string.Join('-', counters)}"));
        Assert.Equal(WorkResult.Done, _bench.Check(answer));
    }

    [Fact]
    public void After_its_life_a_challenge_is_expired_and_not_before()
    {
        var (first, second) = (WorkBench.Solve(_bench.Ask()), WorkBench.Solve(_bench.Ask()));
        _bench.Clock.Advance(_bench.Options.ChallengeLife - TimeSpan.FromMilliseconds(1));
        Assert.Equal(WorkResult.Done, _bench.Check(first));
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(WorkResult.Expired, _bench.Check(second));
        Assert.Equal(WorkResult.Expired, _bench.Check(first));
        Assert.Equal(0, _bench.Misbehaviour.ScoreOf(_bench.Guest));
    }

    [Fact]
    public void A_challenge_outlives_a_rotation_of_its_key_and_not_its_retirement()
    {
        var (first, second) = (WorkBench.Solve(_bench.Ask()), WorkBench.Solve(_bench.Ask()));
        var old = _bench.Keys.Current;
        _bench.Keys.Rotate();
        Assert.Equal(WorkResult.Done, _bench.Check(first));
        _bench.Keys.Retire(old.Id);
        Assert.Equal(WorkResult.Expired, _bench.Check(second));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("~")]
    [InlineData("~~~~")]
    [InlineData("1.2.3.4.5.6.7.8~0")]
    [InlineData("\u0000\uFFFF日本~語")]
    public void What_is_no_answer_at_all_is_wrong(string answer) => Assert.Equal(WorkResult.Wrong, _bench.Check(answer));

    [Fact]
    public void A_huge_answer_is_not_even_looked_at()
    {
        foreach (var answer in (string[])[new string('1', 10_000_000), $"{WorkBench.Solve(_bench.Ask())}{new string('-', 10_000_000)}", $"1.{new string('.', 10_000_000)}~"])
        {
            _bench.Check(answer);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(WorkResult.Wrong, _bench.Check(answer));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        }
    }

    [Fact]
    public void Whoever_misbehaves_works_harder_up_to_a_limit_and_is_forgiven()
    {
        Assert.Equal(8, Difficulty("192.0.2.7"));
        _bench.Check("forged");
        Assert.Equal(9, Difficulty("192.0.2.7"));
        _bench.Misbehaviour.Report(_bench.Guest, 2);
        Assert.Equal(10, Difficulty("192.0.2.7"));
        _bench.Misbehaviour.Report(_bench.Guest, 1000);
        Assert.Equal(11, Difficulty("192.0.2.7"));
        Assert.Equal(8, Difficulty("192.0.2.8"));
        _bench.Clock.Advance(TimeSpan.FromMinutes(65));
        Assert.Equal(8, Difficulty("192.0.2.7"));

        int Difficulty(string address)
        {
            var (text, difficulty) = _bench.Work.Ask(WorkBench.From(address), WorkBench.Purpose, null);
            Assert.Equal(difficulty, Challenge.Read(text)!.Value.Stated.Difficulty);
            return difficulty;
        }
    }

    [Fact]
    public void A_new_challenge_remembers_when_the_form_was_first_used()
    {
        var first = _bench.Ask();
        _bench.Clock.Advance(TimeSpan.FromMinutes(20));
        var second = _bench.Ask(after: first);
        Assert.Equal(new WorkCheck(WorkResult.Done, TimeSpan.FromMinutes(20)), _bench.Work.Check(_bench.Guest, WorkBench.Purpose, WorkBench.Solve(second)));

        var forged = first.Replace(".8.", ".7.", StringComparison.Ordinal);
        foreach (var earlier in (string?[])[null, "", "nonsense", forged, _bench.Ask("other")])
            Assert.Equal(_bench.Clock.Now.ToUnixTimeMilliseconds(), Challenge.Read(_bench.Ask(after: earlier))!.Value.Stated.Begun);
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(_bench.Clock.Now.ToUnixTimeMilliseconds(), Challenge.Read(_bench.Ask(after: second))!.Value.Stated.Begun);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Comments")]
    [InlineData("a.b")]
    public void A_purpose_that_no_form_can_have_is_a_mistake_of_the_author(string purpose) => Assert.Throws<ArgumentException>(() => _bench.Work.Check(_bench.Guest, purpose, "x"));

    [Fact]
    public void What_is_not_set_is_not_taken_for_done() => Assert.Equal(WorkResult.Missing, default(WorkCheck).Result);

    [Fact]
    public void A_signature_of_a_fragments_address_shares_no_key_with_a_challenge()
    {
        var claim = new Claim(WorkBench.Purpose, "load", UrlScope.Public, "", null, "", "", "");
        var signature = new UrlSigner(_bench.Keys, Microsoft.Extensions.Options.Options.Create(new SiteOptions()), _bench.Clock).Sign(claim);
        var parts = _bench.Ask().Split('.');
        parts[7] = signature.Split('.')[^1];
        Assert.Equal(WorkResult.Wrong, _bench.Check(WorkBench.Solve(string.Join('.', parts))));
    }
}
