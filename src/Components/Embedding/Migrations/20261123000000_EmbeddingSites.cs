using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Embedding.Migrations;

[DbContext(typeof(EmbeddingDb)), Migration("20261123000000_EmbeddingSites")]
internal sealed class CreateEmbeddingSites : Migration
{
    private const string Table = "component_embedding_sites";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            Table,
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Origin = table.Column<string>(maxLength: WebOrigin.Longest, nullable: false),
                Name = table.Column<string>(maxLength: EmbeddingSite.LongestName, nullable: false),
                Secret = table.Column<string>(maxLength: 100, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                IsOn = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_component_embedding_sites", row => row.Id));
        migrationBuilder.CreateIndex("IX_component_embedding_sites_Origin", Table, "Origin", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(Table);
}
