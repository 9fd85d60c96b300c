using System.Net;
using System.Security.Cryptography;
using System.Text;
using Components.Comments.Tests.Moderation;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Attacks;

/// <summary>Somebody who says they are another, what forms take that they should not, and what the site tells of people.</summary>
public sealed class ImpostorTests(ModeratedSite site) : IClassFixture<ModeratedSite>
{
    [Theory]
    [InlineData("Victoria")]
    [InlineData("  vIcToRiA ")]
    [InlineData("Vict\u043Eria")]
    [InlineData("V\u0456ctoria")]
    [InlineData("\uFF36\uFF49\uFF43\uFF54\uFF4F\uFF52\uFF49\uFF41")]
    [InlineData("Vic\u200Btoria")]
    [InlineData("Vic\u00ADtoria")]
    [InlineData("\u202EairotciV\u202C Victoria\u0000")]
    [InlineData("V i c t o r i a")]
    [InlineData("V1ctoria")]
    [InlineData("\uD835\uDCE5\uD835\uDCF2\uD835\uDCEC\uD835\uDCFD\uD835\uDCF8\uD835\uDCFB\uD835\uDCF2\uD835\uDCEA")]
    public async Task No_guest_has_a_members_name_in_any_letters(string name)
    {
        await MemberAsync("Victoria");
        if (name.Contains("airotciV", StringComparison.Ordinal))
            name = "Victoria\u202E";
        var answer = await site.WriteAsGuestAsync(site.VisitFrom("198.51.100.40"), "names", $"I am {Convert.ToHexString(Encoding.UTF8.GetBytes(name))}", name);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(0, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE Text = 'I am {Convert.ToHexString(Encoding.UTF8.GetBytes(name))}'"));
    }

    [Theory]
    [InlineData("\u202Egnorw")]
    [InlineData("a\u2069\u202Eb")]
    [InlineData("Z\u0334\u0335\u0336\u0337\u0338\u0334\u0335\u0336\u0337\u0338")]
    [InlineData("x\r\nSet-Cookie: y=z")]
    public async Task A_name_is_kept_without_what_turns_or_covers_its_neighbours(string name)
    {
        var text = $"Turned {Convert.ToHexString(Encoding.UTF8.GetBytes(name))}";
        await site.WriteAsGuestAsync(site.VisitFrom("198.51.100.41"), "turned", text, name);
        var kept = site.Ask<string>($"SELECT AuthorName FROM comments_comments WHERE Text = '{text}'");
        Assert.Equal(PersonName.Clean(name), kept);
        Assert.DoesNotContain(kept, c => char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069');
    }

    [Theory]
    [InlineData("amalia@example.com")]
    [InlineData(" AMALIA@Example.COM ")]
    public async Task A_members_address_is_not_a_guests_and_opens_nothing(string email)
    {
        await MemberAsync("Amalia");
        var text = $"As Amalia by {email.Length}";
        await site.WriteAsGuestAsync(site.VisitFrom("198.51.100.42"), "addresses", text, "Somebody", ("Email", email));
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE Text = '{text}' AND Email IS NULL AND AuthorKey LIKE 'guest:%'"));
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM mail_outbox WHERE \"To\" LIKE '%amalia%' AND Body LIKE '%/c/comments/mine/%'"));
    }

    [Fact]
    public async Task No_form_sets_anything_but_its_own_fields()
    {
        (string, string)[] more =
        [
            ("State", "1"), ("Place", "2"), ("IsPinned", "true"), ("Pinned", "true"), ("Ups", "99"), ("Downs", "-99"), ("Score", "1"), ("Replies", "99"), ("AuthorKey", "member:1"), ("AuthorName", "Boss"),
            ("Author.Key", "member:1"), ("Network", "192.0.2.99"), ("Held", "[]"), ("Id", "5"), ("ThreadId", "5"), ("ParentId", "5"), ("Depth", "5"), ("CreatedAt", "0"), ("EditedAt", "0"), ("Subject", "other"),
            ("HostPage", "//hit.example"), ("_page", "//hit.example"), ("Form.State", "1"), ("form.State", "1"), ("IsModerator", "true"), ("Scope", "User"), ("Hold", "Nobody"), ("Access", "Open"),
            ("ReturnTo", "https://hit.example"), ("returnUrl", "https://hit.example"), ("Act", "Approve"), ("TextHash", "1"), ("Reactions", "x 99"),
        ];
        await site.WriteAsGuestAsync(site.VisitFrom("198.51.100.43"), "mass", "Mass", "Masser", more);
        Assert.Equal(1, site.Ask<long>("""
            SELECT COUNT(*) FROM comments_comments c JOIN comments_threads t ON t.Id = c.ThreadId WHERE Text = 'Mass' AND State = 1 AND Place = 1 AND IsPinned = 0 AND Ups = 0 AND Downs = 0 AND Score = 0
            AND Replies = 0 AND AuthorKey LIKE 'guest:%' AND AuthorName = 'Masser' AND Network = '198.51.100.43' AND c.Id > 1000 AND ParentId = t.Id AND Depth = 0 AND c.CreatedAt > 1000 AND EditedAt IS NULL
            AND Subject = 'mass' AND HostPage LIKE '/articles/%' AND t.Hold IS NULL AND t.Access IS NULL AND Reactions IS NULL
            """));
        var member = await site.VisitAsMemberAsync("Masser2");
        await member.CommentAsync(site, "mass", "Member's mass");
        var key = site.KeyOf("Member''s mass");
        var edit = site.PostAddressOf("comments/comment", FormattableString.Invariant($"comment={key}"));
        var answer = await member.PostPlainlyAsync(edit.Replace("comments/comment?", "comments/comment.html?", StringComparison.Ordinal), [("Text", "Edited mass"), .. more]);
        Assert.True(answer.Location is null || answer.Location.StartsWith("/articles/", StringComparison.Ordinal), answer.Location);
        await member.PostAsync(edit, [("Text", "Edited mass"), .. more]);
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE Id = {key} AND Text = 'Edited mass' AND State = 1 AND IsPinned = 0 AND Ups = 0 AND AuthorName = 'Masser2' AND AuthorKey LIKE 'member:%' AND EditedAt > 1000"));
    }

    [Fact]
    public async Task Nothing_public_tells_an_address_a_network_an_author_or_a_hash_of_them()
    {
        const string email = "Private.Person@example.org";
        const string network = "203.0.113.201";
        var guest = site.VisitFrom(network);
        await site.WriteAsGuestAsync(guest, "what-is-a-fragment", "Told by a private person", "Private", ("Email", email), ("Website", "https://private.example/"));
        var member = await site.VisitAsMemberAsync("Quiet");
        await member.CommentAsync(site, "what-is-a-fragment", "Told by a member");
        var key = site.KeyOf("Told by a private person");
        var authors = new[] { site.Ask<string>($"SELECT AuthorKey FROM comments_comments WHERE Id = {key}"), site.Ask<string>("SELECT AuthorKey FROM comments_comments WHERE Text = 'Told by a member'") };
        var secrets = authors.SelectMany(author => (string[])[author, author[(author.IndexOf(':', StringComparison.Ordinal) + 1)..]]).Concat([email, "quiet@example.com", network])
            .SelectMany(Disguises).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var address in PublicAddresses(key))
            foreach (var reader in (Visitor[])[site.Visit(), await ReaderAsync()])
                foreach (var asked in (Func<string, Task<Page>>[])[reader.LoadAsync, reader.OpenAsync])
                {
                    var bytes = await asked(address);
                    var all = bytes.Html + string.Join('\n', Headers.Select(bytes.Header));
                    foreach (var secret in secrets)
                        Assert.False(all.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{address} tells {secret}");
                }
    }

    [Theory]
    [InlineData("Name", 101)]
    [InlineData("Name", 100_000)]
    [InlineData("Email", 255)]
    [InlineData("Website", 201)]
    [InlineData("Website", 100_000)]
    [InlineData("Text", 10_001)]
    public async Task What_is_too_long_is_a_mistake_and_is_not_kept(string field, int length)
    {
        var value = field switch { "Email" => new string('a', length - 12) + "@example.org", "Website" => "https://example.org/" + new string('a', length - 20), _ => new string('a', length) };
        var guest = site.VisitFrom("198.51.100.44");
        var form = (await guest.LoadThreadAsync(site, "long")).Find("form.comments-form").GetAttribute("hx-post")!;
        (string Name, string Value)[] fields = [("Text", "Long"), ("Name", "Longer")];
        var answer = await guest.PostAsync(form, [.. fields.Where(given => given.Name != field), (field, value)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments c JOIN comments_threads t ON t.Id = c.ThreadId WHERE Subject = 'long'"));
    }

    [Fact]
    public async Task A_form_with_a_thousand_fields_is_refused_or_read_and_never_an_error_of_the_server()
    {
        var guest = site.VisitFrom("198.51.100.45");
        var form = (await guest.LoadThreadAsync(site, "fields")).Find("form.comments-form").GetAttribute("hx-post")!;
        foreach (var count in (int[])[1_000, 5_000])
        {
            var answer = await guest.PostAsync(form, [("Text", $"With {count} fields"), ("Name", "Fielder"), .. Enumerable.Range(0, count).Select(i => ($"Field{i}", "x"))]);
            Assert.InRange((int)answer.Status, 200, 499);
        }
        var many = await guest.PostAsync(form, [("Name", "Fielder"), .. Enumerable.Range(0, 500).Select(i => ("Text", $"Text {i}"))]);
        Assert.InRange((int)many.Status, 200, 499);
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task A_subject_has_two_hundred_characters_at_most(int length, HttpStatusCode status)
    {
        var address = site.ThreadOf(new string('s', length));
        Assert.Equal(status, (await site.Visit().LoadAsync(address)).Status);
    }

    [Theory]
    [InlineData("//hit.example/x")]
    [InlineData("https://hit.example/x")]
    [InlineData("/\\hit.example")]
    [InlineData("javascript:__hit()")]
    public async Task No_address_leads_to_another_site(string page)
    {
        // Only the site's own key signs a page; what an import left in a table is not believed either.
        await (await site.VisitAsMemberAsync($"Redirect{page.Length}")).CommentAsync(site, $"redirect-{page.Length}", $"Redirect {page.Length}");
        var key = site.KeyOf($"Redirect {page.Length}");
        using (var connection = site.OpenDatabase())
            connection.Run($"UPDATE comments_threads SET HostPage = '{page}' WHERE Subject = 'redirect-{page.Length}'");
        var moderator = await site.VisitAsModeratorAsync($"Follower{page.Length}");
        site.SetState(key, CommentState.Pending);
        foreach (var address in (string[])["queue", "threads", "log"])
        {
            var html = await moderator.OpenAsync($"/admin/comments/{address}");
            Assert.DoesNotContain(html.FindAll("[href], [action]"), element => (element.GetAttribute("href") ?? element.GetAttribute("action"))! is var to && (to.Contains("hit.example", StringComparison.Ordinal) || to.Contains("__hit", StringComparison.Ordinal)));
        }
        var forged = site.AddressOf("comments/thread", "subject=x").Replace(Uri.EscapeDataString("/articles/what-is-a-fragment"), Uri.EscapeDataString(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.LoadAsync(forged)).Status);
    }

    private static readonly string[] Headers = ["Set-Cookie", "ETag", "Component-Flash", "Component-Command", "Link", "Location", "HX-Location", "Vary", "Cache-Control", "X-Author"];

    // What a secret looks like where it is only hidden.
    private static IEnumerable<string> Disguises(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
        foreach (var form in (string[])[secret, secret.ToLowerInvariant(), secret.ToUpperInvariant()])
        {
            var bytes = Encoding.UTF8.GetBytes(form);
#pragma warning disable CA5350, CA5351 // It is looked for, not relied on.
            foreach (var hash in (byte[][])[MD5.HashData(bytes), SHA1.HashData(bytes), SHA256.HashData(bytes)])
#pragma warning restore CA5350, CA5351
            {
                yield return Convert.ToHexString(hash);
                yield return Convert.ToBase64String(hash).TrimEnd('=');
                yield return Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private IEnumerable<string> PublicAddresses(long key)
    {
        var comment = FormattableString.Invariant($"comment={key}");
        foreach (var partial in (string[])
        [
            site.ThreadOf("what-is-a-fragment"),
            site.AddressOf("comments/thread", FormattableString.Invariant($"around={key}&subject=what-is-a-fragment")),
            site.AddressOf("comments/thread", FormattableString.Invariant($"root={key}&subject=what-is-a-fragment")),
            site.AddressOf("comments/comment", comment), site.AddressOf("comments/comment", comment + "&edit=true"), site.AddressOf("comments/replies", comment), site.AddressOf("comments/reply", comment),
            site.AddressOf("comments/reply", comment + "&quote=true"), site.AddressOf("comments/votes", comment), site.AddressOf("comments/preview", comment), site.AddressOf("comments/count", "subject=what-is-a-fragment"),
        ])
        {
            yield return partial;
            yield return partial.AsDocument();
        }
        yield return ThreadSteps.HostPage;
        yield return FormattableString.Invariant($"{ThreadSteps.HostPage}?comment={key}");
        yield return FormattableString.Invariant($"/c/comments/avatar/{key}");
        yield return "/";
        yield return "/articles";
    }

    private static readonly SemaphoreSlim Making = new(1);
    private Visitor? _reader;

    private async Task<Visitor> ReaderAsync() => _reader ??= await site.VisitAsMemberAsync($"Reader{Guid.NewGuid():N}");

    private async Task MemberAsync(string name)
    {
        await Making.WaitAsync();
        if (site.Ask<long>($"SELECT COUNT(*) FROM accounts_users WHERE DisplayName = '{name}'") == 0)
            await site.AddAccountAsync(name);
        Making.Release();
    }
}
