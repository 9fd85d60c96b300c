using Components.Comments.Writing;
using Components.Embedding;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Components.Comments;

/// <summary>Who looks at comments.</summary>
/// <param name="Key">As an author's; null: a guest who has not written or voted yet.</param>
/// <param name="Name">A member's, or one for which a registered site vouches; null for guests.</param>
/// <param name="IsModerator">Whether they decide about what others wrote.</param>
public sealed record Viewer(string? Key, string? Name, bool IsModerator)
{
    /// <summary>Whether they have an account here.</summary>
    public bool IsMember => Key is not null && Author.IsMember(Key);

    /// <summary>Whether it is known who they are, by an account here or by the word of a registered site: they are asked for no name, and may write where guests may not.</summary>
    public bool IsKnown => Name is not null;

    public bool Wrote(string authorKey) => Key is not null && authorKey.Length > 0 && Key == authorKey;
}

/// <summary>Tells who asks: a member by account, another site's visitor by its word, a guest by the capability in their browser.</summary>
internal sealed class Viewers(IAuthorizationService authorization)
{
    public async Task<Viewer> OfAsync(HttpContext http)
    {
        if (http.User.UserId() is { } userId)
            return new Viewer(Author.MemberKey(userId), http.User.DisplayName(), (await authorization.AuthorizeAsync(http.User, CommentsPack.Moderate)).Succeeded);
        return EmbeddedVisitor.Of(http)?.Person is { } person ? new Viewer(Author.SiteKey(person), person.Name, false) : new Viewer(GuestCapability.KeyOf(http), null, false);
    }
}
