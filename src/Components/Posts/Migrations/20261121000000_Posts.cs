using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Posts.Migrations;

[DbContext(typeof(PostsDb)), Migration("20261121000000_Posts")]
internal sealed class CreatePosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            PostModel.Table,
            table => new
            {
                Id = table.Column<string>(maxLength: 64, nullable: false),
                Input = table.Column<string>(maxLength: 64, nullable: false),
                At = table.Column<long>(nullable: false),
                Result = table.Column<string>(maxLength: Post.LongestResult, nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_component_posts", row => row.Id));
        migrationBuilder.CreateIndex("IX_component_posts_At", PostModel.Table, "At");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(PostModel.Table);
}
