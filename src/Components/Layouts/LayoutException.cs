namespace Components.Layouts;

/// <summary>A layout file or pack that cannot be used. The message is for the site's owner: file, line, what to change.</summary>
internal sealed class LayoutException(string message) : Exception(message);
