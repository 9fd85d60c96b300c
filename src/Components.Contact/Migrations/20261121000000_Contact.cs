using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Migrations;

[DbContext(typeof(ContactDb)), Migration("20261121000000_Contact")]
internal sealed class CreateContact : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => BuildUp(migrationBuilder);

    internal static void BuildUp(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "contact_messages",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Email = table.Column<string>(maxLength: ContactMessage.LongestEmail, nullable: false),
                Question = table.Column<string>(maxLength: 10_000, nullable: false),
                HostPage = table.Column<string>(maxLength: 2048, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                ReadAt = table.Column<long>(nullable: true),
                MailId = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_contact_messages", row => row.Id));
        migrationBuilder.CreateIndex("IX_contact_messages_ReadAt", "contact_messages", "ReadAt");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("contact_messages");
}
