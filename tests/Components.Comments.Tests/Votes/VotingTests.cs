using System.Net;
using Components.Comments.Checking;
using Components.Comments.Tests.Load;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Votes;

public sealed class VotingTests(Site site) : IClassFixture<Site>
{
    private const string Subject = "votes";

    [Fact]
    public async Task A_vote_is_counted_changed_and_taken_back()
    {
        var (id, voter) = await CommentAsync("Changed");
        var up = await VoteAsync(voter, id, 1);
        Assert.Equal("true", Button(up, "Vote up").GetAttribute("aria-pressed"));
        Assert.Equal((1, 0), await CountsAsync(id));
        var down = await VoteAsync(voter, id, -1);
        Assert.Equal(("false", "true"), (Button(down, "Vote up").GetAttribute("aria-pressed"), Button(down, "Vote down").GetAttribute("aria-pressed")));
        Assert.Equal((0, 1), await CountsAsync(id));
        Assert.Equal("0", Button(down, "Vote down").GetAttribute("value"));
        await VoteAsync(voter, id, 0);
        Assert.Equal((0, 0), await CountsAsync(id));
        await VoteAsync(voter, id, 0);
        Assert.Equal((0, 0), await CountsAsync(id));
    }

    [Fact]
    public async Task The_same_vote_of_one_person_many_times_at_once_counts_once()
    {
        var (id, voter) = await CommentAsync("Double");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VoteAsync(voter, id, 1)));
        Assert.Equal((1, 0), await CountsAsync(id));
    }

    [Fact]
    public async Task What_many_people_say_at_once_is_counted_exactly()
    {
        var (id, _) = await CommentAsync("Many");
        var voters = new List<Visitor>();
        for (var i = 0; i < 8; i++)
            voters.Add(await site.VisitAsMemberAsync($"Voter{i}"));
        await Task.WhenAll(voters.Select((voter, i) => VoteAsync(voter, id, i < 5 ? 1 : -1)));
        Assert.Equal((5, 3), await CountsAsync(id));
        Assert.Empty(await site.AskAsync(db => new CommentCheck(db).FindAsync(default)));
    }

    [Fact]
    public async Task Nobody_votes_for_themselves_and_nobody_votes_twice_as_much()
    {
        var author = await site.VisitAsMemberAsync("Vain");
        await author.CommentAsync(site, Subject, "By Vain.");
        var id = (await author.LoadThreadAsync(site, Subject)).IdOf("By Vain.");
        var stranger = await site.VisitAsMemberAsync("Stranger");
        var form = (await stranger.LoadAsync(site.Fragment("votes", ("comment", id)))).Find("form.comments-votes").GetAttribute("hx-post")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await author.PostAsync(form, ("Value", "1"))).Status);
        foreach (var value in new[] { "2", "-2", "", "x", "1e3" })
            Assert.True((await stranger.PostAsync(form, ("Value", value))).Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, value);
        Assert.Equal((0, 0), await CountsAsync(id));
    }

    private async Task<(string Id, Visitor Voter)> CommentAsync(string name)
    {
        var author = await site.VisitAsMemberAsync($"Author{name}");
        await author.CommentAsync(site, Subject, $"To vote on: {name}");
        var voter = await site.VisitAsMemberAsync($"Reader{name}");
        return ((await voter.LoadThreadAsync(site, Subject)).IdOf($"To vote on: {name}"), voter);
    }

    private async Task<Page> VoteAsync(Visitor voter, string id, int value)
    {
        var form = (await voter.LoadAsync(site.Fragment("votes", ("comment", id)))).Find("form.comments-votes");
        var answer = await voter.PostAsync(form.GetAttribute("hx-post")!, ("Value", $"{value}"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer;
    }

    private static AngleSharp.Dom.IElement Button(Page page, string label) => page.Find($"button[aria-label='{label}']");

    private async Task<(int Ups, int Downs)> CountsAsync(string id)
    {
        var comment = await site.AskAsync(db => db.Comments.FindAsync(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).AsTask());
        return (comment!.Ups, comment.Downs);
    }
}
