using System.Text.Encodings.Web;
using System.Text.Json;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access.Demonstration;

/// <summary>The file that holds the tokens of the demonstration: readable by its owner only, replaced as a whole.</summary>
public sealed class DemonstrationTokenFile(string path)
{
    private const string DefaultPath = ".runfunctions/demo-tokens.json";

    // What the root of the repository holds and no other folder does.
    private const string RootMark = "RunFunctions.sln";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public string Path { get; } = path;

    /// <summary>The file that the settings name, or the usual one.</summary>
    public static DemonstrationTokenFile Of(DemonstrationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(settings.TokenFile.Length > 0 ? System.IO.Path.GetFullPath(settings.TokenFile) : System.IO.Path.Combine(Root(), DefaultPath));
    }

    /// <summary>The tokens of the file; none when there is no file or it cannot be understood.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(Path), Format) ?? []).Select(entry => entry.Token)];
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Write(IEnumerable<DemonstrationToken> tokens)
    {
        var entries = tokens.Select(token => new Entry(
            token.Organization.Value, token.User.Name, token.User.User.Value, [RoleNames.Of(token.User.Role)], token.Text.ToString()));
        var content = JsonSerializer.SerializeToUtf8Bytes(entries, Format);
        if (File.Exists(Path) && File.ReadAllBytes(Path).AsSpan().SequenceEqual(content))
        {
            return;
        }

        var draft = $"{Path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        else
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
        }

        File.Move(draft, Path, overwrite: true);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, RootMark)))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }

    private sealed record Entry(string Organization, string Name, string Subject, IReadOnlyList<string> Roles, string Token);
}
