using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

/// <summary>Interprets invented texts; in the golden ones " / " stands for a line feed, as in specs/documents.md §8.2.</summary>
internal static class Interpretations
{
    public static readonly InterpretationContext Context = new(
        DocumentId.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        new DateTimeOffset(2026, 3, 12, 9, 30, 0, TimeSpan.Zero));

    public static DocumentText OnePage(string text) => new(text, [new PageText(1, 0, text.Length, text.Length, 0, 0)]);

    public static InterpretationData OfGolden(string text) => Of(text.Replace(" / ", "\n"));

    public static InterpretationData Of(string text) => Of(OnePage(text));

    public static InterpretationData Of(DocumentText text)
    {
        var result = new DeterministicInterpreter().Interpret(text, Context);
        Assert.Empty(result.Errors);
        return result.Data!;
    }

    /// <summary>Values by key wherever they stand, different ones of a key joined with " + ".</summary>
    public static Dictionary<string, string?> Values(this InterpretationData data)
        => data.AllFields()
            .GroupBy(field => field.Key)
            .ToDictionary(
                group => group.Key, group => (string?)string.Join(" + ", group.Select(field => field.Value.AsText()).Distinct()));

    public static string? Value(this InterpretationData data, string key) => data.Values().GetValueOrDefault(key);

    public static StructuredField Field(this InterpretationData data, string key)
        => Assert.Single(data.AllFields(), field => field.Key == key);

    /// <summary>The values of one visit by key, repeated ones joined with " + ".</summary>
    public static Dictionary<string, string?> Values(this VisitGroup visit)
        => visit.Fields.GroupBy(field => field.Key).ToDictionary(
            group => group.Key, group => (string?)string.Join(" + ", group.Select(field => field.Value.AsText())));

    public static string? Value(this VisitGroup visit, string key) => visit.Values().GetValueOrDefault(key);
}
