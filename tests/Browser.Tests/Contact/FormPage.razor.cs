using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Browser.Tests.Contact;

public sealed partial class FormPage
{
    /// <summary>Puts the page into a site: <c>/forms/</c>, and the ids of forms with commas between them.</summary>
    internal sealed class Served : IStartupFilter
    {
        private const string Start = "/forms/";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) => http.Request.Path.Value is { } path && path.StartsWith(Start, StringComparison.Ordinal)
                ? new RazorComponentResult<FormPage>(new { Forms = path[Start.Length..].Split(',') }).ExecuteAsync(http)
                : rest(http));
            next(app);
        };
    }
}
