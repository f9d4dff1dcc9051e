using System.Diagnostics;
using System.Text.Json;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>A project as MSBuild understands it, conditions and imported files included. Nothing is restored or built.</summary>
/// <param name="Path">Of the project file.</param>
/// <param name="Json">What <c>dotnet msbuild -getItem -getProperty</c> answers.</param>
internal sealed record EvaluatedProject(string Path, JsonElement Json)
{
    private static readonly string[] Asked =
    [
        "-getItem:PackageReference", "-getItem:ProjectReference", "-getItem:PackageVersion", "-getItem:None",
        "-getProperty:OutputType", "-getProperty:AzureFunctionsVersion", "-getProperty:TargetFramework", "-getProperty:TreatWarningsAsErrors",
        "-getProperty:ManagePackageVersionsCentrally",
    ];

    /// <param name="path">Of the project file.</param>
    /// <param name="properties">As on the command line, for example <c>FunctionsRuntime=azure</c>.</param>
    public static async Task<EvaluatedProject> OfAsync(string path, params string[] properties)
    {
        var info = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        foreach (var argument in (string[])["msbuild", path, "-nologo", .. Asked, .. properties.Select(property => "-p:" + property)])
        {
            info.ArgumentList.Add(argument);
        }

        // What the test run has set for its own build means another one here.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            info.Environment.Remove(name);
        }

        using var process = Process.Start(info) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        using var document = JsonDocument.Parse(output);
        return new EvaluatedProject(path, document.RootElement.Clone());
    }

    /// <summary>A project and every project that it leads to.</summary>
    public static async Task<IReadOnlyList<EvaluatedProject>> WithReferencesAsync(IEnumerable<string> paths, params string[] properties)
    {
        Dictionary<string, EvaluatedProject> found = [];
        for (var next = paths.Select(path => System.IO.Path.Combine(Repository.Root, path)).ToArray(); next.Length > 0;)
        {
            foreach (var project in await Task.WhenAll(next.Select(path => OfAsync(path, properties))))
            {
                found.Add(project.Path, project);
            }

            next = [.. found.Values.SelectMany(project => project.Values("ProjectReference", "FullPath")).Distinct().Where(path => !found.ContainsKey(path))];
        }

        return [.. found.Values];
    }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Property(string name) => Json.GetProperty("Properties").GetProperty(name).GetString()!;

    /// <summary>One kind of items, each with its metadata.</summary>
    public IEnumerable<JsonElement> Items(string kind) => Json.GetProperty("Items").GetProperty(kind).EnumerateArray();

    /// <summary>One metadata value of every item of a kind.</summary>
    public IEnumerable<string> Values(string kind, string metadata = "Identity") => Items(kind).Select(item => item.GetProperty(metadata).GetString()!);
}
