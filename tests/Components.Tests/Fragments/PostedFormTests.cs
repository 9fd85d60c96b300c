using System.Net;
using System.Text;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

public sealed class PostedFormTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_good_form_reaches_the_handler_and_the_view_is_read_after_it()
    {
        var page = await PostAsync(("Text", "hello"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("post hello approved=False subject=none", Assert.Single(host.Journal.Entries));
        Assert.Equal("1", page.Find(".reads").TextContent);
        Assert.Equal("", page.Find("textarea").TextContent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("long")]
    public async Task A_form_with_a_mistake_comes_back_with_what_was_typed(string text)
    {
        text = text == "long" ? new string('x', 99) + "<é>" : text;
        var page = await PostAsync(("Text", text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Empty(host.Journal.Entries);
        var area = page.Find("form:first-of-type textarea");
        Assert.Equal(text, area.TextContent);
        Assert.Equal("true", area.GetAttribute("aria-invalid"));
        Assert.NotEmpty(page.Find($"#{area.GetAttribute("aria-describedby")}").TextContent);
        Assert.Equal("1", page.Find(".reads").TextContent);
    }

    [Fact]
    public async Task A_message_sets_off_the_name_of_its_field() =>
        Assert.Equal("Please fill in “Text”.", (await PostAsync(("Text", ""))).Find(".field-error").TextContent);

    [Fact]
    public async Task Only_the_form_that_was_sent_shows_the_mistake()
    {
        var page = await host.Visit().PostAsync(host.UrlOf<FormFragment>().PartialOf("approve"), ("Text", new string('y', 101)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("", page.Find("textarea").TextContent);
        Assert.Null(page.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Equal(101, page.Find("input[name=Text]").GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task A_form_without_any_field_is_a_form_with_mistakes()
    {
        var page = await PostAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task A_form_with_other_fields_only_is_a_form_with_mistakes() =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(("Other", "x"))).Status);

    [Fact]
    public async Task What_a_handler_finds_wrong_is_shown_at_the_field()
    {
        var page = await host.Visit().PostAsync(host.UrlOf<FormFragment>().PartialOf("refuse"), ("Text", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
    }

    [Fact]
    public async Task Fields_that_name_anything_but_the_form_model_are_ignored()
    {
        var page = await PostAsync(("Text", "x"), ("IsApproved", "true"), ("form.IsApproved", "true"), ("Subject", "other"), ("Id", "evil"), ("Load", "Inline"));
        Assert.Equal("post x approved=False subject=none", Assert.Single(host.Journal.Entries));
        Assert.Equal("none", page.Find(".subject").TextContent);
    }

    [Theory]
    [InlineData("Text=a%00b")]
    [InlineData("Text=a\0b")]
    [InlineData("Te%00xt=a&Text=b")]
    [InlineData("Text=%FF")]
    [InlineData("Text=%ED%A0%BD")]
    [InlineData("Text=a%EF%BF%BD")]
    [InlineData("Text=%C0%80")]
    [InlineData("Text=ok&Other=%FF")]
    [InlineData("Text=%F0%9F%98")]
    public async Task What_is_not_text_is_refused(string body)
    {
        var page = await SendAsync(new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Empty(host.Journal.Entries);
        Assert.Equal("test/form", page.Header("Component-Fragment"));
    }

    [Theory]
    [InlineData(1023, true), InlineData(1024, true), InlineData(1025, true), InlineData(5000, true), InlineData(1024, false), InlineData(5000, false)]
    public async Task However_long_a_body_is_and_whether_it_says_so_it_is_looked_at_whole(int length, bool saysSo)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Body("%FF"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Body("%25"))).Status);

        HttpContent Body(string end)
        {
            var bytes = Encoding.ASCII.GetBytes("Text=ok&Other=".PadRight(length - end.Length, 'x') + end);
            HttpContent content = saysSo ? new ByteArrayContent(bytes) : new StreamContent(new UnstatedLength(bytes));
            content.Headers.ContentType = new("application/x-www-form-urlencoded");
            return content;
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        var content = new ByteArrayContent([.. "Text="u8, 0xFF, 0xFE]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(content)).Status);
        Assert.Empty(host.Journal.Entries);
    }

    [Theory]
    [InlineData("100%25 sure, %25FF is text")]
    [InlineData("%E6%97%A5%E6%9C%AC+%F0%9F%98%80")]
    public async Task Text_with_percent_signs_and_every_script_is_taken(string body)
    {
        var page = await SendAsync(new StringContent($"Text={body}", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(WebUtility.UrlDecode(body), Assert.Single(host.Journal.Entries), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{\"Text\":\"x\"}")]
    [InlineData("text/plain", "Text=x")]
    [InlineData("multipart/form-data", "Text=x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nbroken")]
    public async Task What_is_not_a_form_is_refused(string type, string body)
    {
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(content)).Status);
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task A_multipart_form_is_a_form()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new MultipartFormDataContent { { new StringContent("parts"), "Text" } })).Status);
        Assert.StartsWith("post parts", Assert.Single(host.Journal.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_gets_its_services_from_the_fragments_own_scope()
    {
        host.Journal.Clear();
        await host.Visit().PostAsync(host.UrlOf<FormFragment>().PartialOf("ask"));
        Assert.Contains("the same scope", host.Journal.Entries);
    }

    private Task<Page> PostAsync(params (string, string)[] fields)
    {
        host.Journal.Clear();
        return host.Visit().PostAsync(host.UrlOf<FormFragment>().PartialOf("post"), fields);
    }

    private async Task<Page> SendAsync(HttpContent content)
    {
        host.Journal.Clear();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.UrlOf<FormFragment>().PartialOf("post")) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("HX-Request", "true");
        return await host.Visit().SendAsync(request);
    }

    private sealed class UnstatedLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
