namespace Components.Tests.Fixture;

/// <summary>For what comes about beside the test.</summary>
internal static class Wait
{
    /// <summary>Half a minute at most.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 600 && !isSo(); i++)
            await Task.Delay(50);
        Assert.True(isSo());
    }
}
