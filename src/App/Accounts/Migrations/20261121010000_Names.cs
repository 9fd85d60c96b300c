using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace App.Accounts.Migrations;

/// <summary>A name belongs to one member. The keys of those who are there already are made at the start: see <see cref="NameKeys"/>.</summary>
[DbContext(typeof(AccountsDb)), Migration("20261121010000_Names")]
internal sealed class UniqueNames : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("NameKey", "accounts_users", nullable: true);
        migrationBuilder.CreateIndex("IX_accounts_users_NameKey", "accounts_users", "NameKey", unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_accounts_users_NameKey", "accounts_users");
        migrationBuilder.DropColumn("NameKey", "accounts_users");
    }
}
