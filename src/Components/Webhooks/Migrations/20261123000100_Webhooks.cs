using Components.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Webhooks.Migrations;

[DbContext(typeof(WebhooksDb)), Migration("20261123000100_Webhooks")]
internal sealed class CreateWebhooks : Migration
{
    private const string Keys = "webhooks_keys";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            CallModel.Table,
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Url = table.Column<string>(maxLength: OutboxCall.LongestUrl, nullable: false),
                Target = table.Column<string>(maxLength: OutboxCall.LongestUrl, nullable: false),
                Key = table.Column<string>(maxLength: OutboxCall.LongestName, nullable: false),
                Event = table.Column<string>(maxLength: OutboxCall.LongestName, nullable: false),
                Body = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                NextAttemptAt = table.Column<long>(nullable: false),
                SentAt = table.Column<long>(nullable: true),
                GivenUpAt = table.Column<long>(nullable: true),
                Attempts = table.Column<int>(nullable: false),
                LastError = table.Column<string>(maxLength: OutboxItem.LongestError, nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_webhooks_calls", row => row.Id));
        migrationBuilder.CreateIndex("IX_webhooks_calls_SentAt_GivenUpAt_NextAttemptAt", CallModel.Table, ["SentAt", "GivenUpAt", "NextAttemptAt"]);
        migrationBuilder.CreateTable(
            Keys,
            table => new
            {
                Name = table.Column<string>(maxLength: OutboxCall.LongestName, nullable: false),
                Secret = table.Column<string>(maxLength: 100, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_webhooks_keys", row => row.Name));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(Keys);
        migrationBuilder.DropTable(CallModel.Table);
    }
}
