using System.Reflection;
using System.Text.RegularExpressions;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>One source, two runtimes: the app is compiled against official names only, and a property alone changes what stands behind them.</summary>
public sealed partial class RuntimeSeamTests
{
    private const string OwnNamespace = "LocalRuntime";

    private static readonly string[] OfficialWorkerPackages =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Azure.Functions.Worker.Extensions.Http",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer",
        "Microsoft.Azure.Functions.Worker.Sdk",
    ];

    // The suite that is asked of both runtimes: nothing in it may know which one it meets.
    private static readonly string[] Conformance = ["tests/Durable.Conformance", "tests/Durable.Conformance.App"];

    [Fact]
    public void The_app_uses_no_type_of_the_local_runtime_s_own() => Rule.Holds(Assemblies.App.SelectMany(OwnTypesUsedBy));

    [Fact]
    public void A_use_of_an_own_type_is_found() => Assert.NotEmpty(OwnTypesUsedBy(Assembly.Load("LocalRuntime.Functions")));

    [Fact]
    public void The_conformance_suite_names_no_type_of_the_local_runtime_s_own() =>
        Rule.Holds(Conformance.SelectMany(folder => Repository.CSharp(folder)).SelectMany(file => OwnNamesIn(file.Code).Select(found => $"{file.Path}: {found}")));

    [Fact]
    public void A_name_of_an_own_type_is_found()
    {
        Assert.NotEmpty(OwnNamesIn("using LocalRuntime.DurableTask.Engine;"));
        Assert.Empty(OwnNamesIn("args = [\"--LocalRuntime:DataFolder\"];"));
    }

    [Fact]
    public void No_stand_in_opens_its_internals_to_the_app() =>
        Rule.Holds(ProjectFile.In("src/LocalRuntime").SelectMany(OpenedToTheApp));

    [Fact]
    public void Internals_opened_to_the_app_are_found() =>
        Assert.NotEmpty(OpenedToTheApp(ProjectFile.Parse("LocalRuntime.Tables", """<Project><ItemGroup><InternalsVisibleTo Include="RunFunctions.Api" /></ItemGroup></Project>""")));

    [Fact]
    public void Internals_are_opened_in_project_files_only() =>
        Rule.Holds(Repository.CSharp("src").Where(file => file.Code.Contains("InternalsVisibleTo", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void Stand_ins_are_referenced_for_the_local_runtime_only() =>
        Rule.Holds(ProjectFile.In("src").Where(IsApp).Concat(Conformance.SelectMany(ProjectFile.In)).SelectMany(UnconditionalStandIns));

    [Fact]
    public void An_unconditional_stand_in_is_found() =>
        Assert.NotEmpty(UnconditionalStandIns(ProjectFile.Parse(
            "RunFunctions.Api", """<Project><ItemGroup><ProjectReference Include="../LocalRuntime/LocalRuntime.Tables/LocalRuntime.Tables.csproj" /></ItemGroup></Project>""")));

    [Fact]
    public void The_azure_runtime_references_the_official_packages()
    {
        var projects = ProjectFile.In("src").ToDictionary(project => project.Name);

        Assert.Equal(OfficialWorkerPackages, projects["RunFunctions.Api"].Includes("PackageReference", "azure").Order(StringComparer.Ordinal));
        Assert.Equal(["Azure.Data.Tables"], projects["RunFunctions.Infrastructure"].Includes("PackageReference", "azure"));
    }

    [Fact]
    public void Every_official_package_has_a_pinned_version() =>
        Assert.Subset(
            ProjectFile.Parse("", Repository.Read("Directory.Packages.props").Text).Includes("PackageVersion").ToHashSet(),
            ProjectFile.In("src").Concat(ProjectFile.In("tests")).SelectMany(project => project.Includes("PackageReference")).ToHashSet());

    [Fact]
    public void Versions_stand_in_one_file() =>
        Rule.Holds(
            from project in ProjectFile.In("src").Concat(ProjectFile.In("tests"))
            from reference in project.Items("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{project.Name}: {reference}");

    private static IEnumerable<string> OwnTypesUsedBy(Assembly assembly) =>
        from type in assembly.GetTypes()
        from used in TypeUses.Of(type)
        where used.Namespace?.Split('.')[0] == OwnNamespace
        select $"{type} must not use {used}.";

    private static IEnumerable<string> OwnNamesIn(string code) => OwnName().Matches(code).Select(match => match.Value);

    private static IEnumerable<string> OpenedToTheApp(ProjectFile project) =>
        project.Includes("InternalsVisibleTo")
            .Where(friend => !friend.StartsWith(OwnNamespace + ".", StringComparison.Ordinal))
            .Select(friend => $"{project.Name} opens its internals to {friend}.");

    private static IEnumerable<string> UnconditionalStandIns(ProjectFile project) =>
        project.Items("ProjectReference")
            .Where(reference => reference.Attribute("Include")!.Value.Contains(OwnNamespace, StringComparison.Ordinal) && ProjectFile.RuntimeOf(reference) != "local")
            .Select(reference => $"{project.Name}: {reference}");

    private static bool IsApp(ProjectFile project) => project.Name.StartsWith("RunFunctions.", StringComparison.Ordinal);

    // A setting may be named, as LocalRuntime:DataFolder: it means nothing to the official host.
    [GeneratedRegex(@"LocalRuntime(?!:)[\w.]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnName();
}
