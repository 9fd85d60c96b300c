namespace Components.Fragments;

/// <summary>A fragment embeds itself without end. A mistake in the code, so that nothing around it hides it.</summary>
internal sealed class EndlessNestingException(string message) : InvalidOperationException(message);
