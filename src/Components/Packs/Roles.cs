namespace Components.Packs;

/// <summary>The roles that packs give their permissions to.</summary>
public static class Roles
{
    /// <summary>May do everything.</summary>
    public const string Administrator = "Administrator";

    /// <summary>May decide what is shown of what people wrote.</summary>
    public const string Moderator = "Moderator";
}
