using Components.Comments.Guests;
using Components.Data;
using Components.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments;

/// <summary>How the rows of a new comment are inserted, as the context maps them. Its model is built for that once.</summary>
internal sealed class CommentInserts
{
    public CommentInserts(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<CommentsDb>().Model;
        (Thread, Comment, GuestLink, Mail) = (new(model), new(model), new(model), new(model));
    }

    public RowInsert<Discussion> Thread { get; }

    public RowInsert<Comment> Comment { get; }

    public RowInsert<GuestLink> GuestLink { get; }

    public RowInsert<OutboxMail> Mail { get; }
}
