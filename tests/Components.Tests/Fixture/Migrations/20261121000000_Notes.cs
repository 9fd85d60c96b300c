using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Tests.Fixture.Migrations;

[DbContext(typeof(NotesDb)), Migration("20261121000000_Notes")]
internal sealed class CreateNotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "test_notes",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Text = table.Column<string>(nullable: false),
                Only = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_test_notes", row => row.Id));
        migrationBuilder.CreateIndex("IX_test_notes_Only", "test_notes", "Only", unique: true);
    }
}
