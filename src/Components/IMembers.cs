namespace Components;

/// <summary>
/// Who has an account here, so that a pack can keep a guest from using a member's name or address. The site's accounts answer; an application without accounts needs no
/// answer, and then nobody is a member. Register an implementation of your own after <c>AddComponents</c>, scoped.
/// </summary>
public interface IMembers
{
    /// <summary>Whether a display name is a member's, or looks like one: compared by <see cref="PersonName.KeyOf"/>. False for a name with nothing visible in it.</summary>
    Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Whether an e-mail address is one that a member has confirmed to be theirs; upper and lower case are the same. Never let a visitor see the answer as such: it tells who has an account.
    /// </summary>
    Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation);
}

/// <summary>An application without accounts.</summary>
internal sealed class NoMembers : IMembers
{
    public Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation) => Task.FromResult(false);

    public Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation) => Task.FromResult(false);
}
