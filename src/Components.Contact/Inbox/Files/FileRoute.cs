using Components.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox.Files;

/// <summary>Where a file that came with a message is fetched from, by those who may read messages.</summary>
internal static class FileRoute
{
    private const string Path = "/c/contact/file/";

    public static string AddressOf(HttpContext http, ContactFile file) => $"{http.Request.PathBase.ToUriComponent()}{Path}{file.Id:n}";

    public static void MapFiles(this IEndpointRouteBuilder routes) => routes.MapMethods(Path + "{id:guid}", ReaderAccess.Methods, AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpContext http, Guid id, ContactDb db, FileStore<ContactPack> files)
    {
        if (await ReaderAccess.RefuseAsync(http) is { } refusal)
            return refusal;
        return await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, http.RequestAborted) is { } file ? files.Download(file.Stored) : Results.NotFound();
    }
}
