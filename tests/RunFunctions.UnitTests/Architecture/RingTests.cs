using System.Reflection;
using System.Runtime.InteropServices;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>Projects are rings: Core knows nobody, Infrastructure knows Core, Api knows both, no arrow returns.</summary>
public sealed class RingTests
{
    // A new project needs a line here: which ring is it in?
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RunFunctions.Core"] = [],
        ["RunFunctions.Infrastructure"] = ["RunFunctions.Core", "LocalRuntime.Tables", "System.IO.Hashing"],
        ["RunFunctions.Api"] = ["RunFunctions.Core", "RunFunctions.Infrastructure", "LocalRuntime.Functions", "LocalRuntime.DurableTask"],
        ["LocalRuntime.Functions"] = [],
        ["LocalRuntime.Tables"] = [],
        ["LocalRuntime.DurableTask"] = ["LocalRuntime.Functions", "LocalRuntime.Tables", "System.IO.Hashing"],
        ["System.IO.Hashing"] = [],
    };

    [Fact]
    public void Projects_reference_inner_rings_only() => Rule.Holds(ProjectFile.In("src").SelectMany(Violations));

    [Theory]
    [InlineData("RunFunctions.Core", "../RunFunctions.Infrastructure/RunFunctions.Infrastructure.csproj")]
    [InlineData("RunFunctions.Infrastructure", "..\\RunFunctions.Api\\RunFunctions.Api.csproj")]
    [InlineData("RunFunctions.Api", "../../tests/RunFunctions.UnitTests/RunFunctions.UnitTests.csproj")]
    [InlineData("LocalRuntime.Tables", "../../RunFunctions.Core/RunFunctions.Core.csproj")]
    [InlineData("RunFunctions.Unknown", "../RunFunctions.Core/RunFunctions.Core.csproj")]
    public void An_outward_reference_is_found(string project, string reference) =>
        Assert.NotEmpty(Violations(ProjectFile.Parse(project, $"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""")));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Rule.Holds(ProjectFile.In("").Select(project => project.Name).Where(name => !IsInSolution(name, Repository.Read("RunFunctions.sln").Text)));

    [Fact]
    public void A_project_that_is_not_in_the_solution_is_found() => Assert.False(IsInSolution("Other", "\"RunFunctions.Core\", \"src\\RunFunctions.Core.csproj\""));

    [Fact]
    public void Core_has_no_reference_of_any_kind() =>
        Rule.Holds(ReferencesOf(ProjectFile.In("src").Single(project => project.Name == "RunFunctions.Core")));

    [Theory]
    [InlineData("""<PackageReference Include="Azure.Core" />""")]
    [InlineData("""<ProjectReference Include="../Other/Other.csproj" />""")]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""")]
    [InlineData("""<Reference Include="Other" />""")]
    public void A_reference_in_Core_is_found(string item) =>
        Assert.NotEmpty(ReferencesOf(ProjectFile.Parse("RunFunctions.Core", $"<Project><ItemGroup>{item}</ItemGroup></Project>")));

    [Fact]
    public void Core_is_compiled_against_the_base_library_alone() => Rule.Holds(BeyondBaseLibrary(Assemblies.Core));

    [Fact]
    public void An_assembly_beyond_the_base_library_is_found() =>
        Assert.Contains("RunFunctions.Core", BeyondBaseLibrary(Assemblies.Infrastructure));

    [Fact]
    public void Infrastructure_is_compiled_against_Core_and_Api_against_both()
    {
        Assert.Equal(["RunFunctions.Core"], OwnReferences(Assemblies.Infrastructure));
        Assert.Equal(["RunFunctions.Core", "RunFunctions.Infrastructure"], OwnReferences(Assemblies.Api));
    }

    private static bool IsInSolution(string project, string solution) => solution.Contains($"\\{project}.csproj\"", StringComparison.Ordinal);

    private static IEnumerable<string> Violations(ProjectFile project) => Allowed.TryGetValue(project.Name, out var allowed)
        ? project.ProjectReferences.Except(allowed).Select(reference => $"{project.Name} must not reference {reference}.")
        : [$"{project.Name} has no ring."];

    private static IEnumerable<string> ReferencesOf(ProjectFile project) =>
        new[] { "PackageReference", "ProjectReference", "FrameworkReference", "Reference" }.SelectMany(kind => project.Includes(kind));

    private static IEnumerable<string> BeyondBaseLibrary(Assembly assembly) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll")));

    private static IEnumerable<string> OwnReferences(Assembly assembly) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("RunFunctions.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
