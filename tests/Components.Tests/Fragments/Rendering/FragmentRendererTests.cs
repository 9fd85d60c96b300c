using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Components.Fragments.Rendering;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Components.Tests.Fragments.Rendering;

public sealed partial class FragmentRendererTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Awkward_markup_is_written_to_the_byte_as_the_framework_writes_it()
    {
        var html = await RenderAsync<AwkwardMarkup>();
        Assert.Equal(Token().Replace(await FrameworkAsync<AwkwardMarkup>(), ""), Token().Replace(html, ""));
        Assert.Matches(Token(), html);
        Assert.Contains("later: 2", html, StringComparison.Ordinal);
        Assert.Contains("name=\"_handler\" value=\"[outer]inner\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"b\" selected>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_leads_elsewhere_is_a_redirect()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var http = Request(scope);
        Assert.Null(await scope.ServiceProvider.GetRequiredService<FragmentRenderer>().RenderAsync(http, typeof(Leading), []));
        Assert.Equal("http://localhost/elsewhere", http.Response.Headers.Location);
    }

    [Fact]
    public async Task What_leads_elsewhere_without_an_exception_is_a_redirect_too()
    {
        await using var other = new TestHost { ConfigureServices = services => services.Replace(ServiceDescriptor.Scoped<NavigationManager, QuietNavigation>()) };
        await other.InitializeAsync();
        await using var scope = other.Services.CreateAsyncScope();
        var http = Request(scope);
        Assert.Null(await scope.ServiceProvider.GetRequiredService<FragmentRenderer>().RenderAsync(http, typeof(Leading), []));
        Assert.Equal("http://localhost/elsewhere", http.Response.Headers.Location);
    }

    [Fact]
    public async Task A_component_is_disposed_of_with_its_request_also_where_it_failed()
    {
        var scope = host.Services.CreateAsyncScope();
        var renderer = scope.ServiceProvider.GetRequiredService<FragmentRenderer>();
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => renderer.RenderAsync(Request(scope), typeof(Failing), new() { ["Seen"] = (Action<Failing>)(one => Seen = one) }));
        Assert.False(Seen!.IsDisposed);
        await scope.DisposeAsync();
        Assert.True(Seen.IsDisposed);
    }

    private Failing? Seen { get; set; }

    private async Task<string> RenderAsync<TComponent>()
    {
        await using var scope = host.Services.CreateAsyncScope();
        using var html = new Utf8Html();
        var renderer = ActivatorUtilities.CreateInstance<FragmentRenderer>(scope.ServiceProvider);
        await using (renderer)
            await (await renderer.RenderAsync(Request(scope), typeof(TComponent), []))!.WriteToAsync(html);
        return Encoding.UTF8.GetString(html.Written.Span);
    }

    private async Task<string> FrameworkAsync<TComponent>()
    {
        await using var scope = host.Services.CreateAsyncScope();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = scope.ServiceProvider.GetRequiredService<IComponentPrerenderer>();
        await renderer.Dispatcher.InvokeAsync(async () => (await renderer.PrerenderComponentAsync(Request(scope), typeof(TComponent), null!, ParameterView.Empty)).WriteTo(text, null!));
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // Each is another.
    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" value=\")[^\"]+")]
    private static partial Regex Token();

    private static DefaultHttpContext Request(AsyncServiceScope scope) => new()
    {
        RequestServices = scope.ServiceProvider,
        Request = { Method = "GET", Scheme = "http", Host = new HostString("localhost"), Path = "/page" },
    };

    private sealed class Leading(NavigationManager navigation) : ComponentBase
    {
        protected override async Task OnInitializedAsync()
        {
            await Task.Yield();
            navigation.NavigateTo("/elsewhere");
        }
    }

    // As where the host has chosen that nothing is thrown.
    private sealed class QuietNavigation : NavigationManager, IHostEnvironmentNavigationManager
    {
        private Func<string, Task>? _lead;

        void IHostEnvironmentNavigationManager.Initialize(string baseUri, string uri) => Initialize(baseUri, uri);

        void IHostEnvironmentNavigationManager.Initialize(string baseUri, string uri, Func<string, Task> onNavigateTo)
        {
            Initialize(baseUri, uri);
            _lead = onNavigateTo;
        }

        protected override void NavigateToCore(string uri, NavigationOptions options) => _lead!(ToAbsoluteUri(uri).AbsoluteUri);
    }

    private sealed class Failing : ComponentBase, IAsyncDisposable
    {
        [Parameter] public Action<Failing> Seen { get; set; } = null!;

        public bool IsDisposed { get; private set; }

        protected override async Task OnInitializedAsync()
        {
            Seen(this);
            await Task.Yield();
            throw new TimeZoneNotFoundException();
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return default;
        }
    }
}
