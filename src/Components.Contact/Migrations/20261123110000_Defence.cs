using Components.Spam;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Migrations;

/// <summary>Written rules, and what the rules must know of earlier messages.</summary>
[DbContext(typeof(ContactDb)), Migration("20261123110000_Defence")]
internal sealed class CreateDefence : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "contact_rules",
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
            constraints: table => table.PrimaryKey("PK_contact_rules", row => row.Id));
        migrationBuilder.AddColumn<string>("Fingerprint", "contact_messages", maxLength: 22, nullable: true);
        migrationBuilder.CreateIndex("IX_contact_messages_Fingerprint_Id", "contact_messages", ["Fingerprint", "Id"]);
        migrationBuilder.CreateIndex("IX_contact_messages_Network_Place_Id", "contact_messages", ["Network", "Place", "Id"], filter: "\"Network\" IS NOT NULL");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_contact_messages_Network_Place_Id", "contact_messages");
        migrationBuilder.DropIndex("IX_contact_messages_Fingerprint_Id", "contact_messages");
        migrationBuilder.DropColumn("Fingerprint", "contact_messages");
        migrationBuilder.DropTable("contact_rules");
    }
}
