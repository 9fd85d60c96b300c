using App.Content;
using Components.Layouts;
using Components.Packs;

namespace App.Commands;

/// <summary><c>./run check</c>: everything in the owner's files that a visitor would miss on a page.</summary>
internal static class CheckCommand
{
    /// <returns>0: all is well; 1: something is not.</returns>
    public static int Run(IServiceProvider services)
    {
        var problems = services.GetRequiredService<ContentStore>().Check(services, out var pages)
            .Concat(services.GetRequiredService<LayoutStore>().Check(services))
            .Concat(services.GetRequiredService<PackList>().SelectMany(pack => pack.Check(services)))
            .ToList();
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath + Path.DirectorySeparatorChar;
        foreach (var problem in problems)
            Console.WriteLine(problem.Replace(root, "", StringComparison.Ordinal));
        var looked = $"{pages} content files, the layout file and {services.GetRequiredService<LayoutStore>().Available.Count} layouts";
        Console.WriteLine(problems.Count == 0 ? $"All is well: {looked}." : $"{(problems.Count == 1 ? "1 mistake" : $"{problems.Count} mistakes")} in {looked}.");
        return problems.Count == 0 ? 0 : 1;
    }
}
