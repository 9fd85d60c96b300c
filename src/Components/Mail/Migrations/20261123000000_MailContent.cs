using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Mail.Migrations;

[DbContext(typeof(MailDb)), Migration("20261123000000_MailContent")]
internal sealed class AddMailContent : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Html", OutboxModel.Table, nullable: true);
        migrationBuilder.AddColumn<string>("FromName", OutboxModel.Table, maxLength: OutboxMail.LongestName, nullable: true);
        migrationBuilder.AddColumn<string>("InReplyTo", OutboxModel.Table, maxLength: OutboxMail.LongestMessageId, nullable: true);
        migrationBuilder.AddColumn<string>("Attachments", OutboxModel.Table, nullable: true);
        migrationBuilder.AddColumn<long>("RefusedAt", OutboxModel.Table, nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var column in (string[])["Html", "FromName", "InReplyTo", "Attachments", "RefusedAt"])
            migrationBuilder.DropColumn(column, OutboxModel.Table);
    }
}
