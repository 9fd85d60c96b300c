using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

/// <summary>Needs a real server: the in-memory one knows no limit.</summary>
public sealed class BodyLimitTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    private const int Limit = 262_144;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_that_is_too_large_is_refused(bool isChunked)
    {
        host.Journal.Clear();
        using var response = await PostAsync(new string('x', Limit), isChunked, isHtmx: true);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("test/form", response.Headers.GetValues("Component-Fragment").Single());
        Assert.Contains("error", response.Headers.GetValues("Component-Flash").Single(), StringComparison.Ordinal);
        Assert.Empty(host.Journal.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_JavaScript_it_is_refused_with_a_page(bool isChunked)
    {
        using var response = await PostAsync(new string('x', Limit), isChunked, isHtmx: false);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("too much to send", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_just_below_the_limit_is_read(bool isChunked)
    {
        using var response = await PostAsync(new string('x', Limit - 100), isChunked, isHtmx: true);
        Assert.True(response.StatusCode == HttpStatusCode.UnprocessableEntity, string.Join("\n", host.Log.Lines));
    }

    [Fact]
    public async Task More_fields_than_a_form_can_have_are_too_much()
    {
        using var client = KestrelHost.CreateClient();
        using var request = Request(isHtmx: true);
        request.Content = new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(i => KeyValuePair.Create($"f{i}", "x")));
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"Text\"\r\n\r\nends too early")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"Text\"\r\n{17}\r\nx\r\n--b--\r\n")]
    [InlineData("nothing of the kind")]
    public async Task A_form_that_is_broken_is_not_called_too_large(string body)
    {
        using var client = KestrelHost.CreateClient();
        using var request = Request(isHtmx: true);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("{17}", string.Concat(Enumerable.Range(0, 17).Select(i => $"X-{i}: 1\r\n")), StringComparison.Ordinal)));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string text, bool isChunked, bool isHtmx)
    {
        using var client = KestrelHost.CreateClient();
        using var request = Request(isHtmx);
        request.Content = new StringContent($"Text={text}", null, "application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = isChunked;
        return await client.SendAsync(request);
    }

    private HttpRequestMessage Request(bool isHtmx)
    {
        var url = host.UrlOf<FormFragment>();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, isHtmx ? url.PartialOf("post") : url.DocumentOf("post")));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (isHtmx)
            request.Headers.Add("HX-Request", "true");
        return request;
    }
}
