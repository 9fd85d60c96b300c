using System.Collections.Concurrent;

namespace Components.Tests.Fixture;

/// <summary>The accounts of the smallest application: whoever a test adds.</summary>
public sealed class TestMembers : IMembers
{
    public ConcurrentDictionary<string, Member> All { get; } = [];

    public Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation) => Task.FromResult(All.Values.Any(member => member.Name == name));

    public Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation) => Task.FromResult(false);

    public Task<Member?> FindAsync(string id, CancellationToken cancellation) => Task.FromResult(All.GetValueOrDefault(id));
}
