using System.Text.Json;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>
/// What <c>-p:FunctionsRuntime=azure</c> builds, as MSBuild evaluates it: the official packages cannot be restored on every
/// machine, but which ones would be is known everywhere.
/// </summary>
public sealed class AzureBuildTests
{
    private const string Azure = "FunctionsRuntime=azure";

    private static readonly string[] Roots = ["src/RunFunctions.Api/RunFunctions.Api.csproj", "tests/Durable.Conformance/Durable.Conformance.csproj"];

    // The app, the suite of rules that can be asked of both runtimes, and all they lead to.
    private static readonly Lazy<Task<IReadOnlyList<EvaluatedProject>>> Projects = new(() => EvaluatedProject.WithReferencesAsync(Roots, Azure));

    [Fact]
    public async Task No_reference_leads_to_a_stand_in() => Assert.Empty(StandIns(await Projects.Value));

    [Fact]
    public async Task References_to_stand_ins_are_found_for_the_local_runtime() =>
        Assert.Equal(
            ["LocalRuntime.DurableTask", "LocalRuntime.Functions", "LocalRuntime.Tables", "System.IO.Hashing"],
            StandIns(await EvaluatedProject.WithReferencesAsync(["tests/Durable.Conformance.App/Durable.Conformance.App.csproj"], "FunctionsRuntime=local")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_package_has_a_version_of_its_own()
    {
        var projects = await Projects.Value;

        Rule.Holds(
            from project in projects
            from package in project.Values("PackageReference")
            let versions = project.Items("PackageVersion").Where(item => item.GetProperty("Identity").GetString() == package).Select(item => item.GetProperty("Version").GetString()!)
            where versions.Count() != 1 || !Version.TryParse(versions.Single(), out _)
            select $"{project.Name}: {package} has the versions [{string.Join(", ", versions)}].");
    }

    [Theory]
    [InlineData("RunFunctions.Api")]
    [InlineData("Durable.Conformance.App")]
    public async Task A_function_app_is_an_executable_with_the_official_Sdk_and_a_host_json(string name)
    {
        var app = await ProjectAsync(name);

        Assert.Equal(("Exe", "v4", "net10.0"), (app.Property("OutputType"), app.Property("AzureFunctionsVersion"), app.Property("TargetFramework")));
        var packages = app.Values("PackageReference").ToArray();
        Assert.Contains("Microsoft.Azure.Functions.Worker", packages);
        Assert.Contains("Microsoft.Azure.Functions.Worker.Sdk", packages);
        Assert.Contains("Microsoft.Azure.Functions.Worker.Extensions.DurableTask", packages);
        var hostJson = Assert.Single(app.Items("None"), item => Text(item, "Filename") + Text(item, "Extension") == "host.json");
        Assert.Equal("PreserveNewest", Text(hostJson, "CopyToOutputDirectory"));
        Assert.True(File.Exists(Text(hostJson, "FullPath")));
    }

    [Fact]
    public async Task The_app_has_the_host_json_of_the_repository()
    {
        var app = await ProjectAsync("RunFunctions.Api");

        Assert.Contains(app.Items("None"), item => Text(item, "FullPath") == Path.Combine(Repository.Root, "host.json") && Text(item, "Link") == "host.json");
    }

    [Fact]
    public async Task The_official_table_client_stands_behind_the_stores() =>
        Assert.Contains("Azure.Data.Tables", (await ProjectAsync("RunFunctions.Infrastructure")).Values("PackageReference"));

    [Fact]
    public async Task Nothing_of_ours_reaches_the_project_that_the_official_Sdk_generates()
    {
        var folder = Directory.CreateTempSubdirectory("generated-");
        try
        {
            var generated = Path.Combine(folder.FullName, "WorkerExtensions.csproj");
            await File.WriteAllTextAsync(generated, """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageReference Include="Microsoft.NET.Sdk.Functions" Version="4.6.0" /></ItemGroup>
                </Project>
                """);

            var project = await EvaluatedProject.OfAsync(
                generated, Azure, "DirectoryBuildPropsPath=" + Path.Combine(Repository.Root, "Directory.Build.props"),
                "DirectoryPackagesPropsPath=" + Path.Combine(Repository.Root, "Directory.Packages.props"));

            Assert.Equal(["Microsoft.NET.Sdk.Functions"], project.Values("PackageReference"));
            Assert.Empty(project.Values("PackageVersion"));
            Assert.NotEqual("true", project.Property("TreatWarningsAsErrors"));
            Assert.NotEqual("true", project.Property("ManagePackageVersionsCentrally"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<EvaluatedProject> ProjectAsync(string name) => (await Projects.Value).Single(project => project.Name == name);

    private static IEnumerable<string> StandIns(IEnumerable<EvaluatedProject> projects) =>
        projects.Where(project => project.Path.Contains($"{Path.DirectorySeparatorChar}LocalRuntime{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(project => project.Name);

    private static string? Text(JsonElement item, string metadata) => item.TryGetProperty(metadata, out var value) ? value.GetString() : null;
}
