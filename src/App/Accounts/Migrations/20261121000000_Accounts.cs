using Components.Packs;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace App.Accounts.Migrations;

[DbContext(typeof(AccountsDb)), Migration("20261121000000_Accounts")]
internal sealed class CreateAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateUsers(migrationBuilder);
        CreateRoles(migrationBuilder);
        CreateUserParts(migrationBuilder);
        migrationBuilder.CreateTable(
            "accounts_setup_tokens",
            table => new { Id = table.Column<string>(maxLength: 64, nullable: false), ExpiresAt = table.Column<long>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_accounts_setup_tokens", row => row.Id));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "setup_tokens", "user_claims", "user_logins", "user_tokens", "user_roles", "role_claims", "users", "roles" })
            migrationBuilder.DropTable($"accounts_{table}");
    }

    private static void CreateUsers(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "accounts_users",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                DisplayName = table.Column<string>(maxLength: Account.LongestName, nullable: false),
                UserName = table.Column<string>(maxLength: 256, nullable: true),
                NormalizedUserName = table.Column<string>(maxLength: 256, nullable: true),
                Email = table.Column<string>(maxLength: 256, nullable: true),
                NormalizedEmail = table.Column<string>(maxLength: 256, nullable: true),
                EmailConfirmed = table.Column<bool>(nullable: false),
                PasswordHash = table.Column<string>(nullable: true),
                SecurityStamp = table.Column<string>(nullable: true),
                ConcurrencyStamp = table.Column<string>(nullable: true),
                PhoneNumber = table.Column<string>(nullable: true),
                PhoneNumberConfirmed = table.Column<bool>(nullable: false),
                TwoFactorEnabled = table.Column<bool>(nullable: false),
                LockoutEnd = table.Column<long>(nullable: true),
                LockoutEnabled = table.Column<bool>(nullable: false),
                AccessFailedCount = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_accounts_users", row => row.Id));
        migrationBuilder.CreateIndex("EmailIndex", "accounts_users", "NormalizedEmail");
        migrationBuilder.CreateIndex("UserNameIndex", "accounts_users", "NormalizedUserName", unique: true);
    }

    private static void CreateRoles(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "accounts_roles",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                Name = table.Column<string>(maxLength: 256, nullable: true),
                NormalizedName = table.Column<string>(maxLength: 256, nullable: true),
                ConcurrencyStamp = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_accounts_roles", row => row.Id));
        migrationBuilder.CreateIndex("RoleNameIndex", "accounts_roles", "NormalizedName", unique: true);
        foreach (var role in new[] { Roles.Administrator, Roles.Moderator })
            migrationBuilder.InsertData("accounts_roles", ["Id", "Name", "NormalizedName"], ["TEXT", "TEXT", "TEXT"], [role, role, role.ToUpperInvariant()]);
        migrationBuilder.CreateTable(
            "accounts_role_claims",
            table => new
            {
                Id = table.Column<int>(nullable: false),
                RoleId = table.Column<string>(nullable: false),
                ClaimType = table.Column<string>(nullable: true),
                ClaimValue = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_accounts_role_claims", row => row.Id);
                table.ForeignKey("FK_accounts_role_claims_accounts_roles_RoleId", row => row.RoleId, "accounts_roles", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_accounts_role_claims_RoleId", "accounts_role_claims", "RoleId");
        migrationBuilder.CreateTable(
            "accounts_user_roles",
            table => new { UserId = table.Column<string>(nullable: false), RoleId = table.Column<string>(nullable: false) },
            constraints: table =>
            {
                table.PrimaryKey("PK_accounts_user_roles", row => new { row.UserId, row.RoleId });
                table.ForeignKey("FK_accounts_user_roles_accounts_roles_RoleId", row => row.RoleId, "accounts_roles", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_accounts_user_roles_accounts_users_UserId", row => row.UserId, "accounts_users", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_accounts_user_roles_RoleId", "accounts_user_roles", "RoleId");
    }

    private static void CreateUserParts(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "accounts_user_claims",
            table => new
            {
                Id = table.Column<int>(nullable: false),
                UserId = table.Column<string>(nullable: false),
                ClaimType = table.Column<string>(nullable: true),
                ClaimValue = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_accounts_user_claims", row => row.Id);
                table.ForeignKey("FK_accounts_user_claims_accounts_users_UserId", row => row.UserId, "accounts_users", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_accounts_user_claims_UserId", "accounts_user_claims", "UserId");
        migrationBuilder.CreateTable(
            "accounts_user_logins",
            table => new
            {
                LoginProvider = table.Column<string>(nullable: false),
                ProviderKey = table.Column<string>(nullable: false),
                ProviderDisplayName = table.Column<string>(nullable: true),
                UserId = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_accounts_user_logins", row => new { row.LoginProvider, row.ProviderKey });
                table.ForeignKey("FK_accounts_user_logins_accounts_users_UserId", row => row.UserId, "accounts_users", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_accounts_user_logins_UserId", "accounts_user_logins", "UserId");
        migrationBuilder.CreateTable(
            "accounts_user_tokens",
            table => new
            {
                UserId = table.Column<string>(nullable: false),
                LoginProvider = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                Value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_accounts_user_tokens", row => new { row.UserId, row.LoginProvider, row.Name });
                table.ForeignKey("FK_accounts_user_tokens_accounts_users_UserId", row => row.UserId, "accounts_users", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
