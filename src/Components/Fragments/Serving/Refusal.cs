using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>A request that is answered without asking the fragment.</summary>
/// <param name="Status">400 to 599.</param>
/// <param name="Text">What to tell the visitor; a key of the core's texts.</param>
/// <param name="Reason">Why, for the log and, where it helps a developer, for the answer.</param>
/// <param name="HostPage">Where the visitor can go; null where that is not known for certain.</param>
/// <param name="Posted">What was typed, so that it is not lost; null where it could not be read, or stays in the page anyway.</param>
internal sealed record Refusal(int Status, string Text, string Reason, string? HostPage = null, IFormCollection? Posted = null);
