using System.Text.RegularExpressions;
using Testing;

namespace App.Tests.Accounts;

/// <summary>What people do on the account pages.</summary>
internal static partial class AccountSteps
{
    /// <summary>Opens a page and sends its form.</summary>
    public static async Task<Page> SendAsync(this Visitor visitor, string path, params (string Name, string Value)[] fields) =>
        await visitor.SubmitAsync((await visitor.OpenAsync(path)).Find("main form[method=post]"), fields);

    public static Task<Page> RegisterAsync(this Visitor visitor, string email, string name = "Rita", string returnUrl = "/") =>
        visitor.SendAsync($"/account/register?returnUrl={Uri.EscapeDataString(returnUrl)}", ("Form.Name", name), ("Form.Email", email), ("Form.Password", People.Password));

    public static Task<Page> ForgetAsync(this Visitor visitor, string email) => visitor.SendAsync("/account/forgotten", ("Form.Email", email));

    public static async Task<bool> IsSignedInAsync(this Visitor visitor) => (await visitor.OpenAsync("/account")).Location is null;

    /// <summary>A page without what differs between any two: tokens, and the address that was typed.</summary>
    public static string Comparable(this Page page, string email) =>
        Token().Replace(page.Html, "token").Replace(email, "address", StringComparison.Ordinal);

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+")]
    private static partial Regex Token();
}
