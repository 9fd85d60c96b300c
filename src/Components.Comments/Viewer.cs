using Components.Comments.Writing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Components.Comments;

/// <summary>Who looks at comments.</summary>
/// <param name="Key">As an author's; null: a guest who has not written or voted yet.</param>
/// <param name="Name">A member's; null for guests.</param>
/// <param name="IsModerator">Whether they decide about what others wrote.</param>
public sealed record Viewer(string? Key, string? Name, bool IsModerator)
{
    public bool IsMember => Name is not null;

    public bool Wrote(string authorKey) => Key is not null && authorKey.Length > 0 && Key == authorKey;
}

/// <summary>Tells who asks: a member by account, a guest by the capability in their browser.</summary>
internal sealed class Viewers(IAuthorizationService authorization)
{
    public async Task<Viewer> OfAsync(HttpContext http)
    {
        if (http.User.UserId() is { } userId)
            return new Viewer(Author.MemberKey(userId), http.User.DisplayName(), (await authorization.AuthorizeAsync(http.User, CommentsPack.Moderate)).Succeeded);
        return new Viewer(GuestCapability.KeyOf(http), null, false);
    }
}
