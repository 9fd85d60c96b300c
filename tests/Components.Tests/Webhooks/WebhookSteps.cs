using Components.Data;
using Components.Tests.Fixture;
using Components.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Webhooks;

/// <summary>What a pack does with calls, and what becomes of them.</summary>
internal static class WebhookSteps
{
    public static async Task<long> CallAsync(this TestHost host, string url, string json = """{"event":"contact.message"}""")
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WebhooksDb>();
        var call = OutboxCall.Write(scope.ServiceProvider.GetRequiredService<TimeOrderedId>().Next(), host.Clock.Now, new Uri(url), "orders", "contact.message", json);
        db.Add(call);
        await db.SaveChangesAsync();
        return call.Id;
    }

    public static async Task<OutboxCall> UntilAsync(this TestHost host, long id, Predicate<OutboxCall> isReached)
    {
        OutboxCall? call = null;
        for (var i = 0; i < 600; i++)
        {
            call = await host.FindAsync(id);
            if (isReached(call))
                return call;
            await Task.Delay(50);
        }
        throw new TimeoutException($"attempts: {call!.Attempts}, error: {call.LastError}\n{string.Join("\n", host.Log.Lines)}");
    }

    public static async Task<OutboxCall> FindAsync(this TestHost host, long id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WebhooksDb>().Calls.AsNoTracking().SingleAsync(call => call.Id == id);
    }

    public static async Task<string> KeyAsync(this TestHost host, string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<WebhooksDb>().Keys.AsNoTracking().SingleAsync(key => key.Name == name)).Secret;
    }
}
