using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace ExistingSite.Tests;

public sealed class ShopTests(ShopTests.ShopSite shop) : IClassFixture<ShopTests.ShopSite>
{
    private const string Product = "/shop/Product/teapot";

    public sealed class ShopSite : WebApplicationFactory<Shop>
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("shop-").FullName;

        public Visitor Visit() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(Repository.PathOf("samples/ExistingSite"));
            builder.UseSetting("ConnectionStrings:Shop", $"Data Source={_folder}/shop.db");
            builder.UseSetting("Site:DataDirectory", Path.Combine(_folder, "data"));
            builder.UseSetting("Site:Url", "http://localhost");
        }
    }

    [Fact]
    public async Task Its_own_pages_keep_their_headers()
    {
        var page = await shop.Visit().OpenAsync("/shop/");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Header("Content-Security-Policy"));
        Assert.Null(page.Header("X-Content-Type-Options"));
        Assert.Null(page.Header("Referrer-Policy"));
        Assert.Null(page.Header("Set-Cookie"));
        Assert.Null(page.Header("Cache-Control"));
    }

    [Fact]
    public async Task The_tag_becomes_a_placeholder_that_brings_along_what_it_needs()
    {
        var page = await shop.Visit().OpenAsync(Product);
        var placeholder = page.Find(".component.reviews[data-fragment='comments/thread']");
        Assert.StartsWith("/shop/c/comments/thread?", placeholder.GetAttribute("hx-get"), StringComparison.Ordinal);
        var files = page.FindAll("script[src]").Select(script => script.GetAttribute("src")!).Append(page.Find("link[rel=stylesheet]").GetAttribute("href")!);
        foreach (var file in files)
            Assert.Equal(HttpStatusCode.OK, (await shop.Visit().OpenAsync(file)).Status);
    }

    [Fact]
    public async Task The_fragment_answers_below_the_path_base_and_leads_to_the_shops_own_sign_in()
    {
        var visitor = shop.Visit();
        var thread = await visitor.LoadAsync((await visitor.OpenAsync(Product)).FragmentUrl("comments/thread"));
        Assert.Equal(HttpStatusCode.OK, thread.Status);
        Assert.Equal($"/shop/Account/Login?returnUrl={Uri.EscapeDataString(Product)}", thread.Find(".comments-sign-in a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_customer_of_the_shop_comments_and_their_address_is_not_shown()
    {
        var customer = await SignInAsync("tea@example.com");
        var thread = await customer.LoadAsync((await customer.OpenAsync(Product)).FragmentUrl("comments/thread"));
        var answer = await customer.PostAsync(thread.Find("form.comments-form").GetAttribute("hx-post")!, ("Text", "It does not drip."));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("It does not drip.", answer.Html, StringComparison.Ordinal);
        Assert.Contains(answer.FindAll(".comments-comment h3"), name => name.TextContent == "tea");
        Assert.DoesNotContain("tea@example.com", answer.Html, StringComparison.Ordinal);
    }

    private async Task<Visitor> SignInAsync(string email)
    {
        const string password = "Correct-horse-1";
        await using (var scope = shop.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>().CreateAsync(new IdentityUser(email) { Email = email }, password);
        var visitor = shop.Visit();
        var page = await visitor.OpenAsync("/shop/Account/Login");
        var token = page.Find("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var answer = await visitor.PostPlainlyAsync("/shop/Account/Login", ("Email", email), ("Password", password), ("__RequestVerificationToken", token));
        Assert.Equal("/shop/", answer.Location);
        return visitor;
    }
}
