namespace Components.Fragments;

/// <summary>When an embedded fragment comes into its page.</summary>
public enum Load
{
    /// <summary>In the page's own response.</summary>
    Inline,

    /// <summary>A placeholder that loads it as soon as the page is there. The default.</summary>
    OnLoad,

    /// <summary>A placeholder that loads it when it scrolls into view.</summary>
    WhenVisible,

    /// <summary>A button that loads it.</summary>
    OnDemand,
}
