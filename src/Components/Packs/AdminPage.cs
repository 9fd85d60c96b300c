namespace Components.Packs;

/// <summary>A page of a pack in the admin area: one fragment, with a count beside its name of what waits there.</summary>
/// <param name="Title">What it is called; a key of the pack's texts.</param>
/// <param name="Fragment">The class of the fragment. Its <c>[Authorize]</c> decides who sees the page.</param>
/// <param name="CountWaiting">How many things wait; null where nothing ever does. The services are a scope of their own.</param>
public sealed record AdminPage(string Title, Type Fragment, Func<IServiceProvider, CancellationToken, Task<int>>? CountWaiting = null);
