using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Migrations;

[DbContext(typeof(ContactDb)), Migration("20261123200000_Inbox")]
internal sealed class IndexInbox : Migration
{
    private const string Messages = "contact_messages";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex("IX_contact_messages_Unread", Messages, ["Place", "Id"], filter: "\"ReadAt\" IS NULL");
        migrationBuilder.CreateIndex("IX_contact_messages_Starred", Messages, "Id", filter: "\"StarredAt\" IS NOT NULL");
        migrationBuilder.CreateIndex("IX_contact_messages_Assigned", Messages, ["AssignedKey", "Id"], filter: "\"AssignedKey\" IS NOT NULL");
        migrationBuilder.CreateIndex("IX_contact_messages_Network", Messages, "Id", filter: "\"Network\" IS NOT NULL");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var name in new[] { "Unread", "Starred", "Assigned", "Network" })
            migrationBuilder.DropIndex($"IX_contact_messages_{name}", Messages);
    }
}
