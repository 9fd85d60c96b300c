using Components.Signing;
using Components.Tests.Fixture;

namespace Components.Tests.Signing;

public sealed class KeyRingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keys-");
    private readonly TestClock _clock = new();

    private string Path => System.IO.Path.Combine(_folder.FullName, "signing-keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_first_use_makes_a_key_of_32_random_bytes()
    {
        var one = Ring().Current;
        Assert.Equal(32, one.Secret.Length);
        var other = new KeyRing(System.IO.Path.Combine(_folder.FullName, "other.json"), _clock).Current;
        Assert.NotEqual(one.Secret, other.Secret);
    }

    [Fact]
    public void A_second_ring_on_the_same_file_has_the_same_keys() => Assert.Equal(Ring().Current.Secret, Ring().Current.Secret);

    [Fact]
    public void The_file_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        var ring = Ring();
        _ = ring.Current;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path).UnixFileMode);
        ring.Rotate();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path).UnixFileMode);
    }

    [Fact]
    public void A_file_of_an_earlier_version_is_read_and_written_as_it_was()
    {
        const string Written = """
            [
              {
                "id": "abcd",
                "secret": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "createdAt": "2026-01-02T03:04:05+00:00",
                "retiredAt": null
              }
            ]
            """;
        File.WriteAllText(Path, Written);
        var key = Ring().Current;
        Assert.Equal(("abcd", 31, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), null), (key.Id, key.Secret[^1], key.CreatedAt, key.RetiredAt));
        Ring().Rotate();
        Assert.StartsWith(Written[..^2].ReplaceLineEndings("\n"), File.ReadAllText(Path).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_key_signs_and_the_old_one_stays_known()
    {
        var ring = Ring();
        var old = ring.Current;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var rotated = ring.Rotate();
        Assert.Equal(rotated.Id, ring.Current.Id);
        Assert.NotEqual(old.Id, rotated.Id);
        Assert.False(ring.Find(old.Id)!.IsRetired);
        Assert.Equal([old.Id, rotated.Id], Ring().Keys.Select(key => key.Id));
    }

    [Fact]
    public void A_new_key_signs_even_where_the_clock_was_set_back()
    {
        var ring = Ring();
        _ = ring.Current;
        _clock.Advance(TimeSpan.FromHours(-2));
        var rotated = ring.Rotate();
        Assert.Equal(rotated.Id, ring.Current.Id);
        Assert.Equal(rotated.Id, Ring().Current.Id);
    }

    [Fact]
    public void A_rotation_by_another_process_is_seen_within_two_seconds()
    {
        var ring = Ring();
        _ = ring.Current;
        var rotated = Ring().Rotate();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(rotated.Id, ring.Current.Id);
    }

    [Fact]
    public void A_retired_key_is_known_as_such_by_others_too()
    {
        var ring = Ring();
        var old = ring.Current;
        ring.Rotate();
        ring.Retire(old.Id);
        Assert.True(ring.Find(old.Id)!.IsRetired);
        Assert.True(Ring().Find(old.Id)!.IsRetired);
        Assert.NotEqual(old.Id, ring.Current.Id);
    }

    [Fact]
    public void The_key_that_signs_cannot_be_retired()
    {
        var ring = Ring();
        ring.Rotate();
        Assert.Contains("Rotate first", Assert.Throws<ArgumentException>(() => ring.Retire(ring.Current.Id)).Message, StringComparison.Ordinal);
        Assert.False(ring.Current.IsRetired);
    }

    [Fact]
    public void A_key_that_never_was_cannot_be_retired() => Assert.Throws<ArgumentException>(() => Ring().Retire("nope"));

    [Fact]
    public void Rings_that_start_at_once_agree_on_one_key()
    {
        for (var round = 0; round < 50; round++)
        {
            File.Delete(Path);
            var ids = AtOnce(ring => ring.Current.Id);
            Assert.Single(ids.Distinct());
        }
        Assert.Empty(_folder.GetFiles("*.tmp"));
    }

    [Fact]
    public void No_rotation_is_lost_where_several_come_at_once()
    {
        _ = Ring().Current;
        var ids = AtOnce(ring => ring.Rotate().Id);
        Assert.Equal(ids.Order(), Ring().Keys.Skip(1).Select(key => key.Id).Order());
    }

    [Fact]
    public void A_broken_file_is_named_at_the_start_and_does_not_hurt_a_ring_that_knows_its_keys()
    {
        var ring = Ring();
        var current = ring.Current;
        File.WriteAllText(Path, "[{");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(current.Id, ring.Current.Id);
        Assert.Contains(Path, Assert.ThrowsAny<Exception>(() => Ring().Current).ToString(), StringComparison.Ordinal);
    }

    private string[] AtOnce(Func<KeyRing, string> act)
    {
        const int count = 8;
        using var start = new Barrier(count);
        var answers = new string[count];
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            var ring = Ring();
            start.SignalAndWait();
            answers[i] = act(ring);
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return answers;
    }

    private KeyRing Ring() => new(Path, _clock);
}
