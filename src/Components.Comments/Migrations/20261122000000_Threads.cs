using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Comments.Migrations;

/// <summary>Threads with answers, votes, reactions and history. Comments of the first version are taken over, each as an answer to its page.</summary>
[DbContext(typeof(CommentsDb)), Migration("20261122000000_Threads")]
internal sealed class CreateThreads : Migration
{
    private const string Earlier = "comments_earlier";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_comments_comments_Subject_IsApproved_Id", "comments_comments");
        migrationBuilder.DropIndex("IX_comments_comments_IsApproved_Id", "comments_comments");
        migrationBuilder.RenameTable("comments_comments", newName: Earlier);
        CreateThreadTable(migrationBuilder);
        CreateCommentTable(migrationBuilder);
        CreateOpinionTables(migrationBuilder);
        CreateRevisionTable(migrationBuilder);
        TakeOver(migrationBuilder);
        migrationBuilder.DropTable(Earlier);
    }

    private static void CreateThreadTable(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments_threads",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Subject = table.Column<string>(maxLength: Comment.LongestSubject, nullable: false),
                HostPage = table.Column<string>(maxLength: 2048, nullable: false),
                Count = table.Column<int>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                LastAt = table.Column<long>(nullable: false),
                Hold = table.Column<int>(nullable: true),
                Access = table.Column<int>(nullable: true),
                CloseAfterDays = table.Column<int>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_comments_threads", row => row.Id));
        migration.CreateIndex("IX_comments_threads_Subject", "comments_threads", "Subject", unique: true);
        migration.CreateIndex("IX_comments_threads_LastAt", "comments_threads", "LastAt");
    }

    private static void CreateCommentTable(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments_comments",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                ThreadId = table.Column<long>(nullable: false),
                ParentId = table.Column<long>(nullable: false),
                Depth = table.Column<int>(nullable: false),
                State = table.Column<int>(nullable: false),
                Place = table.Column<int>(nullable: false),
                IsPinned = table.Column<bool>(nullable: false),
                Replies = table.Column<int>(nullable: false),
                AuthorKey = table.Column<string>(maxLength: Author.LongestKey, nullable: false),
                AuthorName = table.Column<string>(maxLength: Comment.LongestName, nullable: false),
                Email = table.Column<string>(maxLength: Comment.LongestEmail, nullable: true),
                Website = table.Column<string>(maxLength: Comment.LongestWebsite, nullable: true),
                Network = table.Column<string>(maxLength: 60, nullable: true),
                Text = table.Column<string>(maxLength: Comment.LongestText, nullable: false),
                TextHash = table.Column<long>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                EditedAt = table.Column<long>(nullable: true),
                Held = table.Column<string>(maxLength: 2000, nullable: true),
                Ups = table.Column<int>(nullable: false),
                Downs = table.Column<int>(nullable: false),
                Score = table.Column<double>(nullable: false),
                Reactions = table.Column<string>(maxLength: 1000, nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_comments_comments", row => row.Id));
        Index(migration, "ParentId", "Place", "Id");
        Index(migration, "ParentId", "Place", "Score", "Id");
        Index(migration, "ParentId", "Place", "Replies", "Id");
        Index(migration, "State", "Id");
        Index(migration, "ThreadId", "State", "Id");
        Index(migration, "AuthorKey", "State", "Id");
        Index(migration, "TextHash", "Id");
        migration.CreateIndex("IX_comments_comments_Waiting", "comments_comments", ["ThreadId", "AuthorKey", "Id"], filter: "\"State\" IN (0, 2, 3)");
        migration.CreateIndex("IX_comments_comments_Network", "comments_comments", "Id", filter: "\"Network\" IS NOT NULL");
    }

    private static void Index(MigrationBuilder migration, params string[] columns) =>
        migration.CreateIndex($"IX_comments_comments_{string.Join('_', columns)}", "comments_comments", columns);

    private static void CreateOpinionTables(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments_votes",
            table => new
            {
                CommentId = table.Column<long>(nullable: false),
                VoterKey = table.Column<string>(maxLength: Author.LongestKey, nullable: false),
                Value = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_comments_votes", row => new { row.CommentId, row.VoterKey }));
        migration.CreateTable(
            "comments_reactions",
            table => new
            {
                CommentId = table.Column<long>(nullable: false),
                VoterKey = table.Column<string>(maxLength: Author.LongestKey, nullable: false),
                Kind = table.Column<string>(maxLength: Reaction.LongestKind, nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_comments_reactions", row => new { row.CommentId, row.VoterKey, row.Kind }));
    }

    private static void CreateRevisionTable(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments_revisions",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                CommentId = table.Column<long>(nullable: false),
                Text = table.Column<string>(maxLength: Comment.LongestText, nullable: false),
                WrittenAt = table.Column<long>(nullable: false),
                EditorKey = table.Column<string>(maxLength: Author.LongestKey, nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_comments_revisions", row => row.Id));
        migration.CreateIndex("IX_comments_revisions_CommentId_Id", "comments_revisions", ["CommentId", "Id"]);
    }

    // A thread's key is the negative of its first comment's: no key is ever negative but these.
    private static void TakeOver(MigrationBuilder migration)
    {
        migration.Sql($"""
            INSERT INTO "comments_threads" ("Id", "Subject", "HostPage", "Count", "CreatedAt", "LastAt")
            SELECT -MIN("Id"), "Subject", MIN("HostPage"), SUM(CASE WHEN "IsApproved" THEN 1 ELSE 0 END), MIN("CreatedAt"), MAX("CreatedAt")
            FROM "{Earlier}" GROUP BY "Subject"
            """);
        migration.Sql($"""
            INSERT INTO "comments_comments" ("Id", "ThreadId", "ParentId", "Depth", "State", "Place", "IsPinned", "Replies", "AuthorKey", "AuthorName", "Text", "TextHash", "CreatedAt", "Ups", "Downs", "Score")
            SELECT c."Id", t."Id", t."Id", 0, CASE WHEN c."IsApproved" THEN 1 ELSE 0 END, CASE WHEN c."IsApproved" THEN 1 ELSE 0 END, FALSE, 0, 'member:' || c."AuthorId", c."AuthorName", c."Text", 0, c."CreatedAt", 0, 0, 0
            FROM "{Earlier}" c JOIN "comments_threads" t ON t."Subject" = c."Subject"
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Answers, votes and history have no place in the earlier tables. Restore the database from before.");
}
