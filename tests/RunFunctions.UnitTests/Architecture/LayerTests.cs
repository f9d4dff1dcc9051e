using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>Inside a room of Core: Domain is pure, Ports speak Domain, Application uses both.</summary>
public sealed partial class LayerTests
{
    [Fact]
    public void Domain_uses_no_ports_and_no_use_cases_and_ports_use_no_use_cases() =>
        Rule.Holds(
            from type in Assemblies.Core.GetTypes()
            from used in TypeUses.Of(type)
            where !MayUse(LayerOf(type.Namespace), LayerOf(used.Namespace))
            select $"{type} must not use {used}.");

    [Fact]
    public void Source_files_do_not_name_outer_layers() =>
        Rule.Holds(
            from file in Repository.CSharp("src/RunFunctions.Core")
            from layer in NamedLayers(file.Code)
            where !MayUse(file.Path.Split('/').ElementAtOrDefault(3), layer)
            select $"{file.Path} names {layer}.");

    [Fact]
    public void A_file_of_Application_holds_one_use_case_at_most() =>
        Rule.Holds(Repository.CSharp("src/RunFunctions.Core").Where(file => file.Path.Split('/').ElementAtOrDefault(3) == "Application" && UseCases(file.Code) > 1).Select(file => file.Path));

    [Theory]
    [InlineData("Domain", "Ports", false)]
    [InlineData("Domain", "Application", false)]
    [InlineData("Ports", "Application", false)]
    [InlineData("Ports", "Domain", true)]
    [InlineData("Application", "Ports", true)]
    [InlineData("Domain", null, true)]
    public void Layers_point_inwards(string user, string? used, bool allowed) => Assert.Equal(allowed, MayUse(user, used));

    [Fact]
    public void The_layer_of_a_type_is_the_folder_below_its_room()
    {
        Assert.Equal("Domain", LayerOf(typeof(DocumentId).Namespace));
        Assert.Equal("Ports", LayerOf(typeof(IDocumentStore).Namespace));
        Assert.Equal("Application", LayerOf(typeof(UploadDocument).Namespace));
        Assert.Null(LayerOf(typeof(string).Namespace));
    }

    [Fact]
    public void An_outer_layer_that_is_named_is_found() =>
        Assert.Equal(["Ports", "Application"], NamedLayers("using RunFunctions.Core.Engine.Ports;\nEngine.Application.QueueRun x;"));

    [Fact]
    public void A_second_use_case_in_a_file_is_found() =>
        Assert.Equal(2, UseCases("public sealed class A;\npublic sealed record R;\ninternal static class M;\npublic class B\n{\n}\n"));

    private static bool MayUse(string? user, string? used) => (user, used) is not (("Domain", "Ports" or "Application") or ("Ports", "Application"));

    private static string? LayerOf(string? @namespace) =>
        @namespace?.StartsWith("RunFunctions.Core.", StringComparison.Ordinal) == true ? @namespace.Split('.').ElementAtOrDefault(3) : null;

    private static IEnumerable<string> NamedLayers(string code) => LayerName().Matches(code).Select(match => match.Groups["layer"].Value);

    private static int UseCases(string code) => PublicClass().Count(code);

    [GeneratedRegex(@"\b[A-Z]\w+\.(?<layer>Ports|Application|Domain)\b")]
    private static partial Regex LayerName();

    [GeneratedRegex(@"^public (?:sealed |abstract |partial )*class\b", RegexOptions.Multiline)]
    private static partial Regex PublicClass();
}
