using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Infrastructure.Telemetry;
using RunFunctions.TestSupport;
using RunFunctions.UnitTests.Infrastructure.Telemetry;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>docs/operations.md has the instruments, the sources of spans and the host's options that there are.</summary>
public sealed class OperationsDocumentationTests
{
    private const string OptionsFile = "tests/RunFunctions.UnitTests/Architecture/durableTask-options-3.15.1.json";
    private const string DurableTask = "extensions.durableTask.";

    // Set although the extension's own default is nothing: what they are is worth a line.
    private static readonly string[] SetBeyondDefaults = ["storageProvider.type", "storageProvider.connectionName"];

    private static readonly IReadOnlyList<MarkdownTable> Tables = MarkdownTable.In(Repository.Read("docs/operations.md").Text);

    [Fact]
    public void Every_instrument_is_documented_with_type_and_unit_and_no_other_is()
    {
        using var meters = new TestMeters();
        foreach (var type in Assemblies.App.SelectMany(assembly => assembly.GetTypes()).Where(MakesInstruments))
        {
            ActivatorUtilities.CreateInstance(Services, type, meters);
        }

        Assert.Equal(
            meters.Instruments.Select(instrument => $"{instrument.Name} {KindOf(instrument)} {instrument.Unit}").Order(StringComparer.Ordinal),
            Table("Instrument").Rows.Select(row => $"{row[0]} {row[1]} {row[2]}").Order(StringComparer.Ordinal));
        Assert.All(meters.Instruments, instrument => Assert.StartsWith("RunFunctions.", instrument.Meter.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_source_of_spans_is_documented_and_no_other_is() =>
        Assert.Equal(TelemetryExport.Sources.Order(StringComparer.Ordinal), Table("Span").Column("Source").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_of_the_durable_extension_is_set_on_purpose()
    {
        var known = Leaves(OptionsFile).Where(option => option.Value.Length > 0).Select(option => option.Key);
        var set = Leaves("host.json").Keys.Where(key => key.StartsWith(DurableTask, StringComparison.Ordinal)).Select(key => key[DurableTask.Length..]);

        Assert.Equal(known.Concat(SetBeyondDefaults).Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_option_of_host_json_is_documented_with_its_value()
    {
        var documented = Table("Option").Rows.ToDictionary(row => row[0], row => row[1])
            .Concat(Table("Durable Task option").Rows.ToDictionary(row => DurableTask + row[0], row => row[1]));

        Assert.Equal(
            Leaves("host.json").Where(option => option.Key != "version").Select(option => $"{option.Key} = {option.Value}").Order(StringComparer.Ordinal),
            documented.Select(option => $"{option.Key} = {option.Value}").Order(StringComparer.Ordinal));
    }

    private static IServiceProvider Services { get; } = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider();

    private static MarkdownTable Table(string firstColumn) => Tables.Single(table => table.Columns[0] == firstColumn);

    private static bool MakesInstruments(Type type) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMeterFactory)));

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0].ToLowerInvariant();

    /// <summary>Values by path, as text; empty for null.</summary>
    private static Dictionary<string, string> Leaves(string file)
    {
        using var document = JsonDocument.Parse(Repository.Read(file).Text);
        return Leaves(document.RootElement, "").ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
    }

    private static List<(string Path, string Value)> Leaves(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? [.. element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))]
        : [(path, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.ValueKind == JsonValueKind.Null ? "" : element.GetRawText())];
}
