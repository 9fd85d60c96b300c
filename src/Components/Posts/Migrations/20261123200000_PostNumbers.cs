using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Posts.Migrations;

/// <summary>Numbers in the order of time in place of digests that have none. What was noted by a digest is found by no number: it is forgotten.</summary>
[DbContext(typeof(PostsDb)), Migration("20261123200000_PostNumbers")]
internal sealed class NumberPosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(PostModel.Table);
        migrationBuilder.CreateTable(
            PostModel.Table,
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Input = table.Column<long>(nullable: false),
                At = table.Column<long>(nullable: false),
                Result = table.Column<string>(maxLength: Post.LongestResult, nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_component_posts", row => row.Id));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(PostModel.Table);
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
}
