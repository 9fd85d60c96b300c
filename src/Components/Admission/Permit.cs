using Microsoft.AspNetCore.Http;

namespace Components.Admission;

/// <summary>
/// What one request needs to be worked on. It is held while the server works, and not while the request waits for its sender: for a body that arrives slowly, or for an answer to be taken.
/// A feature of the request.
/// </summary>
internal sealed class Permit
{
    private readonly Turns _turns;

    public Permit(Turns turns) => (_turns, Node) = (turns, new LinkedListNode<Permit>(this));

    /// <summary>Its place: among those who hold one or who wait; in no list: it does neither. These four belong to <see cref="Turns"/>.</summary>
    public LinkedListNode<Permit> Node { get; }

    /// <summary>Since when it is there, as a timestamp.</summary>
    public long Since { get; set; }

    /// <summary>Tells who waits whether it is their turn.</summary>
    public TaskCompletionSource<bool>? Turn { get; set; }

    /// <summary>Nothing is worked on any more: what is left is to be sent.</summary>
    public bool IsOver { get; set; }

    public static Permit? Of(HttpContext http) => http.Features.Get<Permit>();

    /// <summary>Waits for its turn.</summary>
    /// <returns>False: it does not come; the request is to be refused.</returns>
    public ValueTask<bool> EnterAsync() => _turns.EnterAsync(this);

    /// <summary>Lets another go on: this one waits for something else. Harmless where it holds none.</summary>
    public void Leave() => _turns.Leave(this);

    /// <summary>Goes on, before all who have not been let in yet, and never refused.</summary>
    public ValueTask ReturnAsync() => _turns.ReturnAsync(this);

    /// <summary>Leaves for good.</summary>
    public void End() => _turns.End(this);
}
