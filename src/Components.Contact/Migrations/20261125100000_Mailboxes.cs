using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Migrations;

/// <summary>Finds the messages of an address, and those of a form in a folder, without looking at all.</summary>
[DbContext(typeof(ContactDb)), Migration("20261125100000_Mailboxes")]
internal sealed class AddMailboxes : Migration
{
    private const string Messages = "contact_messages";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Mailbox", Messages, maxLength: ContactMessage.LongestEmail, nullable: true);
        // SQLite lowers the letters of ASCII only: an old address with others is found as it was written.
        migrationBuilder.Sql($"""UPDATE {Messages} SET "Mailbox" = lower("Email") WHERE "Email" <> ''""");
        migrationBuilder.DropIndex("IX_contact_messages_Email_Id", Messages);
        migrationBuilder.CreateIndex("IX_contact_messages_Mailbox_Id", Messages, ["Mailbox", "Id"]);
        migrationBuilder.CreateIndex("IX_contact_messages_Place_Form_Id", Messages, ["Place", "Form", "Id"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_contact_messages_Place_Form_Id", Messages);
        migrationBuilder.DropIndex("IX_contact_messages_Mailbox_Id", Messages);
        migrationBuilder.CreateIndex("IX_contact_messages_Email_Id", Messages, ["Email", "Id"]);
        migrationBuilder.Sql($"""ALTER TABLE {Messages} DROP COLUMN "Mailbox" """);
    }
}
