using Components.Contact.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Components.Contact.Inbox.Export;

/// <summary>Where what the inbox lists is fetched from as a file, by those who may read messages. It is written while it is read: no size is too large.</summary>
internal static class ExportRoutes
{
    public const string Csv = "csv";
    public const string JsonLines = "jsonl";
    private const string Path = "/c/contact/export/";

    public static string AddressOf(HttpContext http, InboxFilter filter, string format) => $"{http.Request.PathBase.ToUriComponent()}{Path}{format}{filter.Query}";

    public static void MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Path + Csv, ReaderAccess.Methods, (HttpContext http, ContactDb db, TimeProvider clock) => AnswerAsync(http, clock, Csv, "text/csv; charset=utf-8", filter => CsvExport.WriteAsync(http.Response.Body, db, filter, http.RequestAborted)));
        routes.MapMethods(Path + JsonLines, ReaderAccess.Methods, (HttpContext http, ContactDb db, TimeProvider clock) => AnswerAsync(http, clock, JsonLines, "application/jsonl; charset=utf-8", filter => JsonLinesExport.WriteAsync(http.Response.Body, db, filter, http.RequestAborted)));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, TimeProvider clock, string ending, string type, Func<InboxFilter, Task> write)
    {
        if (await ReaderAccess.RefuseAsync(http) is { } refusal)
            return refusal;
        if (Read(http) is not { } filter)
            return Results.BadRequest();
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"messages-{clock.GetUtcNow():yyyyMMdd}.{ending}\"";
        if (!HttpMethods.IsHead(http.Request.Method))
            await write(filter);
        return Results.Empty;
    }

    private static InboxFilter? Read(HttpContext http)
    {
        var query = http.Request.Query;
        var (form, words) = (query["form"].ToString(), query["words"].ToString());
        return Enum.TryParse<InboxFolder>(query["folder"], ignoreCase: true, out var folder) && Enum.IsDefined(folder) && form.Length <= FormItem.LongestName && words.Length <= InboxFilter.LongestWords
            ? new InboxFilter(folder, form, words, http.User.UserId()!)
            : null;
    }
}
