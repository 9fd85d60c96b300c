namespace Components.Embedding;

/// <summary>On a handler of an <see cref="EmbeddableAttribute">embeddable</see> fragment: it is for people with a role or a permission, and refused on other sites' pages, whoever asks.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnSiteOnlyAttribute : Attribute;
