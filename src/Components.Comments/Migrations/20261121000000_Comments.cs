using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Comments.Migrations;

[DbContext(typeof(CommentsDb)), Migration("20261121000000_Comments")]
internal sealed class CreateComments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "comments_comments",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Subject = table.Column<string>(maxLength: Comment.LongestSubject, nullable: false),
                HostPage = table.Column<string>(maxLength: 2048, nullable: false),
                AuthorId = table.Column<string>(maxLength: 200, nullable: false),
                AuthorName = table.Column<string>(maxLength: Comment.LongestName, nullable: false),
                Text = table.Column<string>(maxLength: Comment.LongestText, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                IsApproved = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_comments_comments", row => row.Id));
        migrationBuilder.CreateIndex("IX_comments_comments_Subject_IsApproved_Id", "comments_comments", ["Subject", "IsApproved", "Id"]);
        migrationBuilder.CreateIndex("IX_comments_comments_IsApproved_Id", "comments_comments", ["IsApproved", "Id"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("comments_comments");
}
