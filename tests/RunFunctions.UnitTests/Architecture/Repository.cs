using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>The files of the repository as the rules read them.</summary>
internal static class Repository
{
    private static readonly HashSet<string> SkippedFolders = new(StringComparer.Ordinal)
    {
        ".git", ".azurite", ".runfunctions", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts",
    };

    public static string Root => TestAzurite.RepositoryRoot;

    /// <summary>C# files below a folder.</summary>
    public static IReadOnlyList<TextFile> CSharp(string folder) => Files(folder, "*.cs");

    /// <summary>Files below a folder, build output and packages left out, in the order of their paths.</summary>
    /// <param name="folder">Relative to the root; empty for the whole repository.</param>
    /// <param name="pattern">Of the file name.</param>
    public static IReadOnlyList<TextFile> Files(string folder, string pattern) =>
        [.. Walk(new DirectoryInfo(Path.Combine(Root, folder)), pattern)
            .Select(file => new TextFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    public static TextFile Read(string path) => new(path, File.ReadAllText(Path.Combine(Root, path)));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern)
    {
        foreach (var below in folder.EnumerateDirectories().Where(below => below.LinkTarget is null && !SkippedFolders.Contains(below.Name)))
        {
            foreach (var file in Walk(below, pattern))
            {
                yield return file;
            }
        }

        foreach (var file in folder.EnumerateFiles(pattern))
        {
            yield return file;
        }
    }
}

/// <param name="Path">Relative to the repository root, with slashes.</param>
/// <param name="Text">The whole content.</param>
internal sealed record TextFile(string Path, string Text)
{
    /// <summary>The C# text without its comments.</summary>
    public string Code => CSharpText.WithoutComments(Text);
}
