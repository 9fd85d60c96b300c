using Components.Contact.Forms;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Migrations;

[DbContext(typeof(ContactDb)), Migration("20261123100000_Forms")]
internal sealed class CreateForms : Migration
{
    private const string Old = "contact_messages_before_forms";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateDeliveries(migrationBuilder);
        CreateMessages(migrationBuilder);
        CreateFiles(migrationBuilder);
        CreateEntries(migrationBuilder);
        migrationBuilder.CreateTable(
            "contact_forms",
            table => new
            {
                Id = table.Column<string>(maxLength: FormItem.LongestName, nullable: false),
                Json = table.Column<string>(nullable: false),
                ChangedAt = table.Column<long>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_contact_forms", row => row.Id));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "contact_forms", "contact_entries", "contact_files", "contact_messages", "contact_deliveries" })
            migrationBuilder.DropTable(table);
        CreateContact.BuildUp(migrationBuilder);
    }

    // Another table and not new columns: SQLite adds none that must be filled, unless it has a default, which it then keeps for good.
    private static void CreateMessages(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_contact_messages_ReadAt", "contact_messages");
        migrationBuilder.Sql($"""ALTER TABLE contact_messages RENAME TO {Old}""");
        migrationBuilder.CreateTable(
            "contact_messages",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Form = table.Column<string>(maxLength: FormItem.LongestName, nullable: false),
                FormTitle = table.Column<string>(maxLength: ContactMessage.LongestSubject, nullable: false),
                Email = table.Column<string>(maxLength: ContactMessage.LongestEmail, nullable: false),
                Subject = table.Column<string>(maxLength: ContactMessage.LongestSubject, nullable: false),
                Answers = table.Column<string>(nullable: false),
                Text = table.Column<string>(nullable: false),
                HostPage = table.Column<string>(maxLength: 2048, nullable: false),
                Language = table.Column<string>(maxLength: 20, nullable: false),
                Network = table.Column<string>(maxLength: 64, nullable: true),
                CreatedAt = table.Column<long>(nullable: false),
                ReadAt = table.Column<long>(nullable: true),
                Place = table.Column<int>(nullable: false),
                Findings = table.Column<string>(maxLength: ContactMessage.LongestFindings, nullable: true),
                StarredAt = table.Column<long>(nullable: true),
                AssignedKey = table.Column<string>(maxLength: 100, nullable: true),
                AssignedName = table.Column<string>(maxLength: 100, nullable: true),
            },
            // The old table keeps its name for its own key until it is dropped.
            constraints: table => table.PrimaryKey("PK_contact_messages_2", row => row.Id));
        migrationBuilder.CreateIndex("IX_contact_messages_Place_Id", "contact_messages", ["Place", "Id"]);
        migrationBuilder.CreateIndex("IX_contact_messages_Email_Id", "contact_messages", ["Email", "Id"]);
        migrationBuilder.CreateIndex("IX_contact_messages_Form_Id", "contact_messages", ["Form", "Id"]);
        migrationBuilder.Sql($"""
            INSERT INTO contact_messages ("Id", "Form", "FormTitle", "Email", "Subject", "Answers", "Text", "HostPage", "Language", "CreatedAt", "ReadAt", "Place")
            SELECT "Id", 'contact', '', "Email", '', '', "Question", "HostPage", '', "CreatedAt", "ReadAt", 0 FROM {Old}
            """);
        migrationBuilder.Sql($"""INSERT INTO contact_deliveries ("MessageId", "Kind", "ItemId") SELECT "Id", 0, "MailId" FROM {Old}""");
        migrationBuilder.DropTable(Old);
    }

    private static void CreateDeliveries(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "contact_deliveries",
        table => new
        {
            MessageId = table.Column<long>(nullable: false),
            Kind = table.Column<int>(nullable: false),
            ItemId = table.Column<long>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_contact_deliveries", row => new { row.MessageId, row.Kind, row.ItemId }));

    private static void CreateFiles(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "contact_files",
            table => new
            {
                Id = table.Column<Guid>(nullable: false),
                MessageId = table.Column<long>(nullable: false),
                Field = table.Column<string>(maxLength: FormItem.LongestName, nullable: false),
                Name = table.Column<string>(maxLength: ContactFile.LongestFileName, nullable: false),
                MediaType = table.Column<string>(maxLength: 100, nullable: false),
                Size = table.Column<long>(nullable: false),
                Sha256 = table.Column<string>(maxLength: 64, nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_contact_files", row => row.Id));
        migrationBuilder.CreateIndex("IX_contact_files_MessageId", "contact_files", "MessageId");
    }

    private static void CreateEntries(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "contact_entries",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                MessageId = table.Column<long>(nullable: false),
                MailId = table.Column<long>(nullable: true),
                AuthorKey = table.Column<string>(maxLength: 100, nullable: false),
                AuthorName = table.Column<string>(maxLength: 100, nullable: false),
                Text = table.Column<string>(maxLength: ContactEntry.LongestText, nullable: false),
                At = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_contact_entries", row => row.Id));
        migrationBuilder.CreateIndex("IX_contact_entries_MessageId_Id", "contact_entries", ["MessageId", "Id"]);
    }
}
