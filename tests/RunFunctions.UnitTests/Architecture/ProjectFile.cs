using System.Xml.Linq;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>A project as its file declares it.</summary>
internal sealed record ProjectFile(string Name, XDocument Xml)
{
    /// <summary>Every project below a folder.</summary>
    public static IReadOnlyList<ProjectFile> In(string folder) =>
        [.. Repository.Files(folder, "*.csproj").Select(file => Parse(Path.GetFileNameWithoutExtension(file.Path), file.Text))];

    public static ProjectFile Parse(string name, string xml) => new(name, XDocument.Parse(xml));

    /// <summary>Names of the projects it references, whatever the runtime.</summary>
    public IReadOnlyList<string> ProjectReferences =>
        [.. Items("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(Include(item).Replace('\\', '/')))];

    /// <summary>What its items of one kind include; only those under a condition on the runtime when one is given.</summary>
    public IReadOnlyList<string> Includes(string item, string? runtime = null) =>
        [.. Items(item).Where(element => runtime is null || RuntimeOf(element) == runtime).Select(Include)];

    /// <summary>The runtime an item is for: <c>local</c>, <c>azure</c>, or null for both.</summary>
    public static string? RuntimeOf(XElement item)
    {
        var conditions = item.AncestorsAndSelf().Select(element => (string?)element.Attribute("Condition")).Where(condition => condition is not null);
        return conditions.Select(condition => condition!.Replace(" ", "", StringComparison.Ordinal)).FirstOrDefault() switch
        {
            null => null,
            "'$(FunctionsRuntime)'=='local'" => "local",
            "'$(FunctionsRuntime)'=='azure'" => "azure",
            var other => other,
        };
    }

    public IEnumerable<XElement> Items(string name) => Xml.Descendants(name);

    private static string Include(XElement item) => (string?)item.Attribute("Include") ?? "";
}
