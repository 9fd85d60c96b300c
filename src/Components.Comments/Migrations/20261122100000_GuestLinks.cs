using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Comments.Migrations;

/// <summary>Links by mail, for guests.</summary>
[DbContext(typeof(CommentsDb)), Migration("20261122100000_GuestLinks")]
internal sealed class CreateGuestLinks : Migration
{
    private const string Table = "comments_guest_links";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            Table,
            table => new
            {
                Id = table.Column<string>(maxLength: 43, nullable: false),
                AuthorKey = table.Column<string>(maxLength: Author.LongestKey, nullable: false),
                AddressHash = table.Column<string>(maxLength: 43, nullable: false),
                SealedCapability = table.Column<string>(maxLength: 200, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_comments_guest_links", row => row.Id));
        migrationBuilder.CreateIndex("IX_comments_guest_links_AddressHash_CreatedAt", Table, ["AddressHash", "CreatedAt"]);
        migrationBuilder.CreateIndex("IX_comments_guest_links_CreatedAt", Table, "CreatedAt");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(Table);
}
