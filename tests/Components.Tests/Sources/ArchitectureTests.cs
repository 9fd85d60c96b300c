using System.Reflection;
using System.Xml.Linq;
using Components.Comments;
using Components.Contact;
using Testing;

namespace Components.Tests.Sources;

public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(SiteOptions).Assembly;

    public static TheoryData<Type> Packs => [typeof(CommentsPack), typeof(ContactPack)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_pack_knows_the_core_and_nothing_else_of_ours(Type pack)
    {
        Assert.Equal(["Components"], OursIn(pack.Assembly));
        Assert.Equal(["Components"], ProjectsIn($"src/{pack.Assembly.GetName().Name}/{pack.Assembly.GetName().Name}.csproj"));
    }

    [Fact]
    public void The_core_knows_no_pack_and_no_database()
    {
        Assert.Empty(OursIn(Core));
        Assert.Empty(ProjectsIn("src/Components/Components.csproj"));
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), name => name.Name!.Contains("sqlite", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(PackagesIn("src/Components/Components.csproj"), name => name.Contains("sqlite", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_file_of_the_core_names_a_pack_or_SQLite()
    {
        foreach (var file in SourcesIn("src/Components"))
        {
            var source = File.ReadAllText(file);
            foreach (var name in new[] { "Components.Comments", "Components.Contact", "using Components.Sqlite", "Microsoft.Data.Sqlite" })
                Assert.False(source.Contains(name, StringComparison.Ordinal), $"{file} names {name}");
        }
    }

    [Fact]
    public void Fragments_need_no_script_inline_and_no_styles_inline()
    {
        foreach (var file in SourcesIn("src").Where(file => file.EndsWith(".razor", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(file);
            foreach (var name in new[] { " style=\"", "<style", " onclick=", " onsubmit=", "hx-on", "javascript:" })
                Assert.False(source.Contains(name, StringComparison.OrdinalIgnoreCase), $"{file} has {name}, which the content security policy blocks");
        }
    }

    internal static IEnumerable<string> SourcesIn(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> OursIn(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name == "App" || name == "Components" || name.StartsWith("Components.", StringComparison.Ordinal));

    private static IEnumerable<string> ProjectsIn(string project) =>
        IncludesOf(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> PackagesIn(string project) => IncludesOf(project, "PackageReference");

    private static IEnumerable<string> IncludesOf(string project, string item) =>
        XDocument.Load(Repository.PathOf(project)).Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
