using Components.Layouts;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Layouts;

/// <summary>What stands in a layout's slots, and in which words.</summary>
public sealed class LayoutSlotsTests : IAsyncLifetime
{
    private readonly TestHost _host = new() { Languages = ["en", "ja"] };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_the_layout_file_says_goes_before_the_application_and_that_before_the_pack()
    {
        var asked = 0;
        _host.Services.GetRequiredService<LayoutSlots>().Fill("one", _ => Words()).Fill("two", _ => Words());
        File.WriteAllText(
            Path.Combine(_host.LayoutPack("mine"), "layout.html"), "<html><head></head><body><slot name=one>pack</slot>,<slot name=two>pack</slot>,<slot name=three>pack</slot>,<slot></slot></body></html>");
        File.WriteAllText(_host.LayoutFile, "<layout use=mine><i slot=one>file</i></layout>");
        Assert.Contains("<body><i>file</i>,app &amp; lication,pack,", await _host.Visit().Client.GetStringAsync("/html?text=x"), StringComparison.Ordinal);
        Assert.Equal(1, asked);

        Microsoft.AspNetCore.Components.RenderFragment Words()
        {
            asked++;
            return builder => builder.AddContent(0, "app & lication");
        }
    }

    [Fact]
    public async Task The_words_of_the_scripts_are_those_of_the_pages_language()
    {
        foreach (var (language, words) in new[] { ("en", "Try again"), ("ja", "もう一度試す"), ("en", "Try again") })
        {
            var visitor = _host.Visit();
            visitor.Client.DefaultRequestHeaders.Add("Accept-Language", language);
            Assert.Equal(words, (await visitor.OpenAsync("/html?text=x")).Find("#component-flash").GetAttribute("data-retry"));
        }
    }
}
