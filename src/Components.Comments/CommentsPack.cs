using Components.Comments.Avatars;
using Components.Comments.Checking;
using Components.Comments.Counts;
using Components.Comments.Guests;
using Components.Comments.Moderation;
using Components.Comments.Seeding;
using Components.Comments.Thread;
using Components.Comments.Votes;
using Components.Comments.Writing;
using Components.Data;
using Components.Packs;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments;

/// <summary>Comment threads, and what awaits moderation.</summary>
public sealed class CommentsPack : Pack
{
    /// <summary>The permission to approve and delete what others wrote.</summary>
    public const string Moderate = "comments.moderate";

    /// <inheritdoc/>
    public override string Id => "comments";

    /// <inheritdoc/>
    public override string Title => "Comments";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Moderate, "Moderate comments", Roles.Administrator, Roles.Moderator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [
        new("Comments awaiting moderation", typeof(CommentQueue), CommentQueue.CountAsync),
        new("Threads", typeof(ThreadsPage)),
        new("Rules for comments", typeof(RulesPage)),
        new("Bans", typeof(BanList)),
        new("What moderators did", typeof(AuditLog)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<PackCommand> Commands => [SeedCommand.Command, CheckCommand.Command];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<CommentsOptions>().BindConfiguration("Packs:Comments").ValidateDataAnnotations();
        services.AddPackDatabase<CommentsDb>(Id);
        services.AddSingleton<CommentMarkdown>();
        services.AddSingleton<Gravatar>();
        // A redirect would carry the hash of an address to somebody else, and a log would keep it.
        services.AddHttpClient(Gravatar.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        services.AddScoped<GuestMails>();
        services.AddScoped<CommentServices>();
        services.AddScoped<CommentCounts>();
        services.AddSingleton<CountedPages>();
        services.AddScoped<CommentLedger>();
        services.AddScoped<Viewers>();
        services.AddScoped<Judge>();
        services.AddScoped<ModerationDesk>();
        services.AddSingleton<CommentLimiter>();
        services.AddSingleton<Retention>();
        services.AddHostedService(provider => provider.GetRequiredService<Retention>());
        services.AddScoped<Posting>();
        services.AddScoped<Opining>();
    }

    /// <inheritdoc/>
    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        routes.MapAvatars();
        routes.MapGuestLinks();
    }
}
