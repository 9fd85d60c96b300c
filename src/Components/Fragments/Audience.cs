using Components.Signing;

namespace Components.Fragments;

/// <summary>For whom a URL is signed: a scope, who that is, and until when (Unix seconds).</summary>
internal sealed record Audience(UrlScope Scope, string Subject, long? Expiry)
{
    public static Audience Everybody { get; } = new(UrlScope.Public, "", null);
}
