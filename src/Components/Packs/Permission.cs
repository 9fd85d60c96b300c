namespace Components.Packs;

/// <summary>Something that a pack lets only some people do.</summary>
/// <param name="Name">The policy's name, such as <c>comments.moderate</c>.</param>
/// <param name="Title">What it is called; a key of the pack's texts.</param>
/// <param name="Roles">Who has it where the site says nothing else.</param>
public sealed record Permission(string Name, string Title, params string[] Roles);
