using System.Reflection;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Authorization;

namespace App.Admin;

/// <summary>A page of a pack in the admin area, as one person sees it.</summary>
/// <param name="Address">Its path below <c>/admin/</c>.</param>
/// <param name="Title">In the language of the request.</param>
/// <param name="Fragment">What it shows.</param>
/// <param name="Waiting">How much waits there; null: nothing ever does.</param>
internal sealed record AdminEntry(string Address, string Title, Type Fragment, int? Waiting)
{
    /// <summary>The pages that the person who asks may see, in the order of the packs.</summary>
    public static async Task<IReadOnlyList<AdminEntry>> ForAsync(HttpContext http)
    {
        List<AdminEntry> entries = [];
        foreach (var pack in http.RequestServices.GetRequiredService<PackList>())
            foreach (var page in pack.AdminPages)
                if (await MaySeeAsync(http, page.Fragment))
                    entries.Add(new AdminEntry(AddressOf(page), TitleOf(http, pack, page), page.Fragment, await CountAsync(http, page)));
        return entries;
    }

    private static string AddressOf(AdminPage page) => page.Fragment.GetCustomAttribute<FragmentAttribute>()!.Id;

    private static string TitleOf(HttpContext http, Pack pack, AdminPage page) => PackTexts.Of(http.RequestServices, pack.GetType().Assembly)[page.Title];

    private static async Task<bool> MaySeeAsync(HttpContext http, Type fragment)
    {
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        foreach (var demand in fragment.GetCustomAttributes<AuthorizeAttribute>())
            if (demand.Policy is not { } policy || !(await authorization.AuthorizeAsync(http.User, policy)).Succeeded)
                return false;
        return true;
    }

    private static async Task<int?> CountAsync(HttpContext http, AdminPage page)
    {
        if (page.CountWaiting is null)
            return null;
        await using var scope = http.RequestServices.CreateAsyncScope();
        return await page.CountWaiting(scope.ServiceProvider, http.RequestAborted);
    }
}
