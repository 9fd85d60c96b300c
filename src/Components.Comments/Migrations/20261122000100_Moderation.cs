using Components.Comments.Moderation;
using Components.Spam;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Comments.Migrations;

/// <summary>Rules, bans, and what moderators did.</summary>
[DbContext(typeof(CommentsDb)), Migration("20261122000100_Moderation")]
internal sealed class CreateModeration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "comments_rules",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Kind = table.Column<int>(nullable: false),
                Verdict = table.Column<int>(nullable: false),
                Scope = table.Column<int>(nullable: false),
                Limit = table.Column<int>(nullable: false),
                Entries = table.Column<string>(maxLength: WrittenRule.LongestEntries, nullable: false),
                IsOn = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_comments_rules", row => row.Id));
        migrationBuilder.CreateTable(
            "comments_bans",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Kind = table.Column<int>(nullable: false),
                Value = table.Column<string>(maxLength: Comment.LongestEmail, nullable: false),
                Name = table.Column<string>(maxLength: Comment.LongestName, nullable: false),
                Reason = table.Column<string>(maxLength: Ban.LongestReason, nullable: false),
                Until = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_comments_bans", row => row.Id));
        migrationBuilder.CreateIndex("IX_comments_bans_Kind_Value", "comments_bans", ["Kind", "Value"]);
        CreateAuditTable(migrationBuilder);
        // What else came from one network.
        migrationBuilder.CreateIndex("IX_comments_comments_Network_State_Id", "comments_comments", ["Network", "State", "Id"], filter: "\"Network\" IS NOT NULL");
    }

    private static void CreateAuditTable(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments_audit",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Batch = table.Column<long>(nullable: false),
                At = table.Column<long>(nullable: false),
                ActorKey = table.Column<string>(maxLength: Author.LongestKey, nullable: false),
                ActorName = table.Column<string>(maxLength: Comment.LongestName, nullable: false),
                Act = table.Column<int>(nullable: false),
                Target = table.Column<long>(nullable: false),
                Before = table.Column<int>(nullable: true),
                After = table.Column<int>(nullable: true),
                Snapshot = table.Column<string>(nullable: true),
                UndoneAt = table.Column<long>(nullable: true),
                UndoneBy = table.Column<string>(maxLength: Comment.LongestName, nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_comments_audit", row => row.Id));
        migration.CreateIndex("IX_comments_audit_Batch_Id", "comments_audit", ["Batch", "Id"]);
        migration.CreateIndex("IX_comments_audit_Target_Id", "comments_audit", ["Target", "Id"]);
        migration.CreateIndex("IX_comments_audit_ActorKey_Id", "comments_audit", ["ActorKey", "Id"]);
        migration.CreateIndex("IX_comments_audit_Snapshot", "comments_audit", "Id", filter: "\"Snapshot\" IS NOT NULL");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_comments_comments_Network_State_Id", "comments_comments");
        migrationBuilder.DropTable("comments_audit");
        migrationBuilder.DropTable("comments_bans");
        migrationBuilder.DropTable("comments_rules");
    }
}
