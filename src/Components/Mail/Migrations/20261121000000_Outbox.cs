using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Mail.Migrations;

[DbContext(typeof(MailDb)), Migration("20261121000000_Outbox")]
internal sealed class Outbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            OutboxModel.Table,
            table => new
            {
                Id = table.Column<long>(nullable: false),
                MessageId = table.Column<string>(maxLength: 100, nullable: false),
                To = table.Column<string>(maxLength: 320, nullable: false),
                ReplyTo = table.Column<string>(maxLength: 320, nullable: true),
                Subject = table.Column<string>(maxLength: OutboxMail.LongestSubject, nullable: false),
                Body = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                NextAttemptAt = table.Column<long>(nullable: false),
                SentAt = table.Column<long>(nullable: true),
                Attempts = table.Column<int>(nullable: false),
                LastError = table.Column<string>(maxLength: 500, nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_mail_outbox", row => row.Id));
        migrationBuilder.CreateIndex("IX_mail_outbox_SentAt_NextAttemptAt", OutboxModel.Table, ["SentAt", "NextAttemptAt"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(OutboxModel.Table);
}
