using System.Net;
using System.Text;
using Components.Contact.Tests.Forms;
using Testing;

namespace Components.Contact.Tests.Form;

public sealed class FilesInFormsTests : IDisposable
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
    private readonly FormSite _site = new();

    public FilesInFormsTests() => _site.Write("job", """
        { "title": "Job", "fields": [
          { "type": "email", "name": "email", "label": "E-mail", "required": true },
          { "type": "choice", "name": "has", "label": "Have you a CV?", "options": ["yes", "no"] },
          { "type": "file", "name": "cv", "label": "CV", "accept": ["pdf"], "maxFiles": 2, "maxSize": "2 kB", "required": true, "showWhen": { "field": "has", "is": "yes" } }
        ] }
        """);

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_kept_with_its_message_over_htmx_and_as_a_plain_form(bool isHtmx)
    {
        var answer = await SendAsync(isHtmx, "yes", ("cv.pdf.phtml", Pdf), ("../../x\u202Efdp.exe", Pdf));
        Assert.Equal(isHtmx ? HttpStatusCode.OK : HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(2, _site.Ask<long>("SELECT COUNT(*) FROM contact_files f JOIN contact_messages m ON m.Id = f.MessageId WHERE f.MediaType = 'application/pdf' AND f.Name LIKE '%.pdf' AND f.Field = 'cv'"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_files WHERE Name LIKE '%/%' OR Name LIKE '%.exe' OR Name LIKE '%.phtml'"));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_site.Directory, "data", "uploads"), "*", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("%PDF-1.4 <script>alert(1)</script>")]
    [InlineData("\u0089PNG\r\n\u001a\n<script>")]
    [InlineData("")]
    public async Task A_file_that_is_not_what_it_says_is_refused_beside_its_field(string content)
    {
        var answer = await SendAsync(true, "yes", ("cv.pdf", Encoding.Latin1.GetBytes(content)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.EndsWith("-cv-error", Assert.Single(answer.FindAll(".field-error")).Id, StringComparison.Ordinal);
        Assert.Equal("ann@example.com", answer.Find("[name=email]").GetAttribute("value"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_messages"));
    }

    [Fact]
    public async Task Too_large_or_too_many_is_refused()
    {
        foreach (var answer in new[] { await SendAsync(true, "yes", ("cv.pdf", [.. Pdf, .. new byte[3000]])), await SendAsync(true, "yes", ("1.pdf", Pdf), ("2.pdf", Pdf), ("3.pdf", Pdf)) })
            Assert.Contains(answer.Status, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge });
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_messages"));
    }

    [Fact]
    public async Task A_required_file_is_asked_for_only_where_it_applies()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(true, "yes")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(true, "no", ("cv.pdf", Pdf))).Status);
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_files"));
    }

    private async Task<Page> SendAsync(bool isHtmx, string has, params (string Name, byte[] Content)[] files)
    {
        var visitor = _site.Visit();
        var address = _site.AddressOf("contact/form", "form=job");
        var form = (isHtmx ? await visitor.LoadAsync(address) : await visitor.OpenAsync(address.AsDocument())).Find("form[data-component-form]");
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        using var body = new MultipartFormDataContent { { new StringContent("ann@example.com"), "email" }, { new StringContent(has), "has" } };
        foreach (var (name, content) in files)
            body.Add(new ByteArrayContent(content), "cv", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute(isHtmx ? "hx-post" : "action")) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (isHtmx)
            request.Headers.Add("HX-Request", "true");
        return await visitor.SendAsync(request);
    }
}
