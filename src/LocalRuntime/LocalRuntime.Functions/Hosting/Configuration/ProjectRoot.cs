namespace LocalRuntime.Functions.Hosting.Configuration;

/// <summary>The folder that the user works in, as opposed to the one that holds the binaries.</summary>
internal static class ProjectRoot
{
    /// <returns>The nearest folder above the binaries that has a package.json; null when there is none, as after publishing.</returns>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
