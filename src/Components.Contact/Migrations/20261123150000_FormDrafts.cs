using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Migrations;

[DbContext(typeof(ContactDb)), Migration("20261123150000_FormDrafts")]
internal sealed class AddFormDrafts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Draft", "contact_forms", nullable: true);
        migrationBuilder.AddColumn<string>("Before", "contact_forms", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""ALTER TABLE contact_forms DROP COLUMN "Draft" """);
        migrationBuilder.Sql("""ALTER TABLE contact_forms DROP COLUMN "Before" """);
    }
}
