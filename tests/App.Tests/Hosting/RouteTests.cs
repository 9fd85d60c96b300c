using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Hosting;

public sealed class RouteTests(Site site) : IClassFixture<Site>
{
    // What the framework binds by itself, it compiles at each start: two milliseconds a route.
    [Fact]
    public void What_a_route_does_with_its_arguments_is_written_by_the_compiler()
    {
        var bound = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<MethodInfo>() is { } handler && handler.GetParameters() is not [{ ParameterType.Name: "HttpContext" }]).ToList();
        Assert.NotEmpty(bound);
        Assert.All(bound, route => Assert.True(
            route.RequestDelegate!.Method.DeclaringType?.FullName?.Contains("Http.Generated", StringComparison.Ordinal) == true, $"{route.RoutePattern.RawText} is bound anew at each start."));
    }
}
