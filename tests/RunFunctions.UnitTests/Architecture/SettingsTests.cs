using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>Settings: what the code reads, the table in the README and local.settings.sample.json say the same.</summary>
public sealed partial class SettingsTests
{
    private const string SampleFile = "local.settings.sample.json";
    private const string CommentMark = "// ";

    // Set, outside of CI, it makes the sample from the README.
    private const string OverwriteVariable = "SETTINGS_SAMPLE_OVERWRITE";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Read by the hosts and by OpenTelemetry, not by our code.
    private static readonly string[] ReadByOthers =
    [
        "FUNCTIONS_WORKER_RUNTIME", "AZURE_FUNCTIONS_ENVIRONMENT", "shutdownTimeoutSeconds", "Logging:LogLevel",
        "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_TRACES_SAMPLER", "OTEL_METRIC_EXPORT_INTERVAL",
    ];

    // Read child by child.
    private static readonly string[] ReadByChild = ["Access:Keys", "Engine:Retention"];

    private static readonly IReadOnlyList<Documented> Table =
    [
        .. from row in MarkdownTable.In(Repository.Read("README.md").Text).Single(table => table.Columns.Contains("Setting")).Rows
           from name in row[0].Split(',')
           select new Documented(name.Trim(' ', '`'), row[1], row[2].Replace("`", "", StringComparison.Ordinal)),
    ];

    [Fact]
    public void The_readme_has_every_setting_that_the_code_reads_and_no_other() =>
        Assert.Equal(
            SettingsInCode().Concat(ReadByOthers).Concat(ReadByChild).Distinct().Order(StringComparer.Ordinal),
            Table.Select(setting => setting.Fixed).Order(StringComparer.Ordinal));

    [Fact]
    public void The_sample_explains_every_setting_and_sets_those_with_a_default()
    {
        var expected = Table.SelectMany(setting => setting.Default.Length == 0
            ? [(CommentMark + setting.Key, setting.Meaning)]
            : new[] { (CommentMark + setting.Key, setting.Meaning), (setting.Key, setting.Default) });

        if (Environment.GetEnvironmentVariable(OverwriteVariable) is { Length: > 0 } && Environment.GetEnvironmentVariable("CI") is null)
        {
            Write(expected);
        }

        Assert.Equal(expected, Sample().Select(value => (value.Key, value.Value)));
    }

    [Fact]
    public void Whoever_copies_the_sample_gets_the_defaults()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Sample().Select(value => new KeyValuePair<string, string?>(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value)))
            .Build();

        // As JSON, because a dictionary equals itself only.
        Assert.All(Sections(), section => Assert.Equal(
            JsonSerializer.Serialize(Activator.CreateInstance(section.Type)),
            JsonSerializer.Serialize(configuration.GetSection(section.Name).Get(section.Type) ?? Activator.CreateInstance(section.Type))));
    }

    [Fact]
    public void A_setting_in_code_is_seen_in_every_form()
    {
        Assert.Equal(["A:B"], Literals("""configuration["A:B"] ?? "x" """));
        Assert.Equal(["C"], Literals("""private const string CSetting = "C"; """));
        Assert.Equal(("Engine", "RunSettings"), Bindings("""configuration.GetSection("Engine").Get<RunSettings>()""").Single());
        Assert.Contains(Sections(), section => section.Name == "Access:RateLimit");
    }

    private static IEnumerable<string> SettingsInCode() =>
        Sections().SelectMany(section => section.Type.GetProperties().Where(property => property.CanWrite).Select(property => $"{section.Name}:{property.Name}"))
            .Concat(AppSources().SelectMany(file => Literals(file.Text)));

    private static IEnumerable<(string Name, Type Type)> Sections() =>
        from file in AppSources()
        from binding in Bindings(file.Text)
        let type = Assemblies.App.SelectMany(assembly => assembly.GetTypes()).Single(type => type.Name == binding.Type)
        select (binding.Section, type);

    private static IEnumerable<TextFile> AppSources() => Repository.CSharp("src").Where(file => file.Path.StartsWith("src/RunFunctions.", StringComparison.Ordinal));

    private static IEnumerable<string> Literals(string code) =>
        Literal().Matches(code).Concat(Constant().Matches(code)).Select(match => match.Groups["name"].Value);

    private static IEnumerable<(string Section, string Type)> Bindings(string code) =>
        Binding().Matches(code).Select(match => (match.Groups["section"].Value, match.Groups["type"].Value));

    private static void Write(IEnumerable<(string Key, string Value)> values)
    {
        var root = new JsonObject { ["IsEncrypted"] = false, ["Values"] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))) };
        File.WriteAllText(Path.Combine(Repository.Root, SampleFile), root.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n");
    }

    private static List<KeyValuePair<string, string>> Sample()
    {
        using var document = JsonDocument.Parse(Repository.Read(SampleFile).Text);
        return [.. document.RootElement.GetProperty("Values").EnumerateObject().Select(value => KeyValuePair.Create(value.Name, value.Value.GetString()!))];
    }

    [GeneratedRegex("""configuration\["(?<name>[^"]+)"\]""", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();

    [GeneratedRegex("""const string \w*Setting = "(?<name>[^"]+)";""", RegexOptions.NonBacktracking)]
    private static partial Regex Constant();

    [GeneratedRegex("""GetSection\("(?<section>[^"]+)"\)\.Get<(?<type>\w+)>""", RegexOptions.NonBacktracking)]
    private static partial Regex Binding();

    private sealed record Documented(string Name, string Default, string Meaning)
    {
        /// <summary>Without what stands for any name.</summary>
        public string Fixed => Name.Split(":{")[0];

        /// <summary>As an environment variable.</summary>
        public string Key => Name.Replace(":", "__", StringComparison.Ordinal);
    }
}
