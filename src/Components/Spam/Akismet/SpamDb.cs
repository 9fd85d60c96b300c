using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Spam;

/// <summary>The core's table of what Akismet is yet to be told.</summary>
internal sealed class SpamDb(DbContextOptions<SpamDb> options) : DbContext(options)
{
    public const string Prefix = "spam";
    public const string Table = "spam_reports";

    public DbSet<SpamReport> Reports => Set<SpamReport>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<SpamReport>(report =>
    {
        report.ToTable(Table);
        report.Property(r => r.Id).ValueGeneratedNever();
        report.HasIndex(r => r.NextAttemptAt);
    });
}

[DbContext(typeof(SpamDb)), Migration("20261123110000_Reports")]
internal sealed class CreateReports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            SpamDb.Table,
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Comment = table.Column<string>(nullable: false),
                IsSpam = table.Column<bool>(nullable: false),
                Attempts = table.Column<int>(nullable: false),
                NextAttemptAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_spam_reports", row => row.Id));
        migrationBuilder.CreateIndex("IX_spam_reports_NextAttemptAt", SpamDb.Table, "NextAttemptAt");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(SpamDb.Table);
}
