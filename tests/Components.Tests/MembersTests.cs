using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests;

public sealed class MembersTests
{
    [Fact]
    public async Task Without_accounts_nobody_is_a_member()
    {
        await using var services = new ServiceCollection().AddComponents(_ => { }).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<IMembers>();
        Assert.False(await members.IsNameTakenAsync("Mary", TestContext.Current.CancellationToken));
        Assert.False(await members.IsEmailTakenAsync("mary@example.com", TestContext.Current.CancellationToken));
    }
}
