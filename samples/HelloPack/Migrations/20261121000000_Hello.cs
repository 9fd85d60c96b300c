using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace HelloPack.Migrations;

[DbContext(typeof(HelloDb)), Migration("20261121000000_Hello")]
internal sealed class CreateHello : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "hello_greetings",
        table => new
        {
            Id = table.Column<long>(nullable: false),
            Name = table.Column<string>(maxLength: Greeting.LongestName, nullable: false),
            CreatedAt = table.Column<long>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_hello_greetings", row => row.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("hello_greetings");
}
