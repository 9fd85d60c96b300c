namespace Components.Comments.Writing;

/// <summary>The address that a guest gives as their own.</summary>
internal static class Website
{
    /// <summary>Reads one: http or https, without a user name; a bare host gets https.</summary>
    /// <returns>False where it is something else. Null for <paramref name="website"/> where nothing was typed.</returns>
    public static bool TryRead(string? text, out string? website)
    {
        website = null;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return true;
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return false;
        if (!text.Contains(':', StringComparison.Ordinal))
            text = $"https://{text}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || !uri.Host.Contains('.', StringComparison.Ordinal))
            return false;
        website = uri.AbsoluteUri;
        return website.Length <= Comment.LongestWebsite;
    }

    /// <summary>What may be linked: what is in a table may be older than this rule, or come from elsewhere.</summary>
    /// <returns>Null: nothing.</returns>
    public static string? Shown(string? kept) => kept is not null && TryRead(kept, out var website) ? website : null;
}
