using System.Globalization;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact.Inbox.Erasing;

/// <summary><c>contact erase</c>: erases all that came from an address.</summary>
internal static class EraseCommand
{
    public static PackCommand Command { get; } = new("erase", """
        ADDRESS
        erases for good what came from an e-mail address: messages, files, notes, answers, and mails that wait
        """, RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments is not [var address] || !address.Contains('@', StringComparison.Ordinal))
            throw new CommandException("Name one e-mail address, such as: contact erase ann@example.com");
        var erased = await services.GetRequiredService<MessageEraser>().EraseFromAsync(address, cancellation);
        Console.WriteLine(erased == 0
            ? $"There is no message from {address}."
            : string.Create(CultureInfo.InvariantCulture, $"Erased for good: {erased:N0} messages from {address}."));
        return 0;
    }
}
