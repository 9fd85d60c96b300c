using System.Text.Json;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Components.Fragments;

/// <summary>Shows any model as lists and tables, so that a fragment can be tried before it has markup. In development only.</summary>
internal static class ModelView
{
    private const int Deepest = 12;

    public static bool IsOn(IServiceProvider services) => services.GetService<IHostEnvironment>()?.IsDevelopment() == true;

    public static void Build(RenderTreeBuilder builder, object? model) => BuildValue(builder, JsonSerializer.SerializeToElement(model, ModelAnswer.Json), 0);

    private static void BuildValue(RenderTreeBuilder builder, JsonElement value, int depth)
    {
        if (depth > Deepest)
            builder.AddContent(0, "…");
        else if (value.ValueKind == JsonValueKind.Object)
            BuildObject(builder, value, depth);
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            BuildTable(builder, value, depth);
        else if (value.ValueKind == JsonValueKind.Array)
            BuildList(builder, value, depth);
        else
            builder.AddContent(0, value.ToString());
    }

    private static void BuildObject(RenderTreeBuilder builder, JsonElement value, int depth)
    {
        builder.OpenElement(1, "dl");
        foreach (var property in value.EnumerateObject())
        {
            builder.OpenElement(2, "dt");
            builder.AddContent(3, property.Name);
            builder.CloseElement();
            builder.OpenElement(4, "dd");
            builder.AddContent(5, inner => BuildValue(inner, property.Value, depth + 1));
            builder.CloseElement();
        }
        builder.CloseElement();
    }

    private static void BuildTable(RenderTreeBuilder builder, JsonElement value, int depth)
    {
        var columns = value.EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(cell => cell.Name).Distinct().ToArray();
        builder.OpenElement(6, "table");
        BuildRow(builder, "th", columns.Select(name => JsonSerializer.SerializeToElement(name)), depth);
        foreach (var row in value.EnumerateArray())
            BuildRow(builder, "td", columns.Select(name => row.TryGetProperty(name, out var cell) ? cell : default), depth);
        builder.CloseElement();
    }

    private static void BuildRow(RenderTreeBuilder builder, string cell, IEnumerable<JsonElement> values, int depth)
    {
        builder.OpenElement(7, "tr");
        foreach (var value in values)
        {
            builder.OpenElement(8, cell);
            builder.AddContent(9, inner => BuildValue(inner, value, depth + 1));
            builder.CloseElement();
        }
        builder.CloseElement();
    }

    private static void BuildList(RenderTreeBuilder builder, JsonElement value, int depth)
    {
        builder.OpenElement(10, "ul");
        foreach (var item in value.EnumerateArray())
        {
            builder.OpenElement(11, "li");
            builder.AddContent(12, inner => BuildValue(inner, item, depth + 1));
            builder.CloseElement();
        }
        builder.CloseElement();
    }
}
