using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalRuntime.Functions.Hosting.Keys;

/// <summary>
/// The host's keys, made when first needed and kept in a file that only its owner may read. Several hosts may share the
/// file: whoever creates it first decides, the others read.
/// </summary>
internal sealed class FunctionKeyStore(HostSettings settings)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _lock = new();
    private KeyFile? _keys;

    public string Path { get; } = System.IO.Path.Combine(settings.DataFolder, "keys.json");

    public string MasterKey => Keys.MasterKey;

    public string FunctionKey => Keys.FunctionKey;

    private KeyFile Keys
    {
        get
        {
            lock (_lock)
            {
                return _keys ??= ReadOrCreate();
            }
        }
    }

    /// <summary>Reads or makes the keys now, so that a bad file is found at start and the user finds the file that start names.</summary>
    /// <exception cref="HostStartException">The file cannot be read.</exception>
    public void Load() => _ = Keys;

    /// <summary>The key of an extension's webhooks. Derived from a kept secret, so that a new extension changes no file.</summary>
    public string SystemKey(string extension) => Identifiers.DeriveKey(Keys.SystemSecret, extension);

    private KeyFile ReadOrCreate()
    {
        CreateFolder();
        if (File.Exists(Path))
        {
            return Read();
        }

        var created = new KeyFile(Identifiers.NewKey(), Identifiers.NewKey(), Identifiers.NewKey());
        var draft = $"{Path}.{Identifiers.NewInvocationId()}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(draft, options))
            {
                JsonSerializer.Serialize(stream, created, Format);
            }

            File.Move(draft, Path, overwrite: false);
            return created;
        }
        catch (IOException) when (File.Exists(Path))
        {
            File.Delete(draft);
            return Read();
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(settings.DataFolder);
        }
        else
        {
            Directory.CreateDirectory(settings.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private KeyFile Read()
    {
        try
        {
            return JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(Path), Format) is { MasterKey.Length: > 0, FunctionKey.Length: > 0, SystemSecret.Length: > 0 } keys
                ? keys
                : throw new JsonException("A key is missing.");
        }
        catch (JsonException exception)
        {
            throw new HostStartException($"The key file {Path} cannot be read; delete it to have new keys made.", exception);
        }
    }

    private sealed record KeyFile(
        [property: JsonPropertyName("masterKey")] string MasterKey,
        [property: JsonPropertyName("functionKey")] string FunctionKey,
        [property: JsonPropertyName("systemSecret")] string SystemSecret);
}
