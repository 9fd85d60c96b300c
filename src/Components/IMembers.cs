using Components.Data;

namespace Components;

/// <summary>
/// Who has an account here, so that a pack can keep a guest from using a member's name or address. The site's accounts answer; an application without accounts needs no
/// answer, and then nobody is a member. Register an implementation of your own after <c>AddComponents</c>, scoped.
/// </summary>
public interface IMembers
{
    /// <summary>
    /// Whether the accounts stand in the site's own database, and names and addresses are looked up there by the statements that are given: then they are asked about inside of the transaction that something
    /// is written in, else before it. Default no.
    /// </summary>
    bool AreInDatabase => false;

    /// <summary>Whether a display name is a member's, or looks like one: compared by <see cref="PersonName.KeyOf"/>. False for a name with nothing visible in it.</summary>
    Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation);

    /// <summary>The same by statements that are given; they are a transaction's only where accounts <see cref="AreInDatabase"/>. Default: asked without them.</summary>
    Task<bool> IsNameTakenAsync(PlainStatements statements, string name, CancellationToken cancellation) => IsNameTakenAsync(name, cancellation);

    /// <summary>
    /// Whether an e-mail address is one that a member has confirmed to be theirs; upper and lower case are the same. Never let a visitor see the answer as such: it tells who has an account.
    /// </summary>
    Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation);

    /// <summary>The same by statements that are given; they are a transaction's only where accounts <see cref="AreInDatabase"/>. Default: asked without them.</summary>
    Task<bool> IsEmailTakenAsync(PlainStatements statements, string email, CancellationToken cancellation) => IsEmailTakenAsync(email, cancellation);

    /// <summary>
    /// The member with an id (<see cref="Person.UserId"/>), where the account may be used just now: null where there is none, or it is locked. Asked with each request that a signed-in member
    /// sends from a page of another site. Default null: then nobody can sign in there.
    /// </summary>
    Task<Member?> FindAsync(string id, CancellationToken cancellation) => Task.FromResult<Member?>(null);

    /// <summary>
    /// The members who have one of some roles, and whose account may be used just now, by name: to choose whose task something is. Default none: then nothing is assigned to anybody.
    /// </summary>
    /// <param name="roles">The names of the roles.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<Member>> InRolesAsync(IReadOnlyCollection<string> roles, int most, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Member>>([]);
}

/// <summary>A member, as <see cref="IMembers"/> finds them.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="Name">The name to show to others.</param>
/// <param name="Stamp">Changes when whoever is signed in must sign in again, such as with a new password. A secret of the server.</param>
public sealed record Member(string Id, string Name, string Stamp);

/// <summary>An application without accounts.</summary>
internal sealed class NoMembers : IMembers
{
    public Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation) => Task.FromResult(false);

    public Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation) => Task.FromResult(false);
}
