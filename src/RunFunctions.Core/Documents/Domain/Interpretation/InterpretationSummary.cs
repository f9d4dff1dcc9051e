using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.LanguageModel;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>What an interpretation found, in short (specs/documents.md §4.2).</summary>
/// <param name="TotalKeys">Keys of the contract.</param>
/// <param name="PopulatedKeys">Keys with a value.</param>
/// <param name="KeysPresent">Those keys, in contract order.</param>
/// <param name="WarningCodes">Each one of <see cref="InterpretationWarning"/>.</param>
/// <param name="DateSelection">Why each date was taken.</param>
/// <param name="Coverage">Every key of the contract in its order.</param>
public sealed record InterpretationSummary(
    int TotalKeys,
    int PopulatedKeys,
    IReadOnlyList<string> KeysPresent,
    IReadOnlyList<string> WarningCodes,
    DateSelection DateSelection,
    IReadOnlyDictionary<string, KeyCoverage> Coverage)
{
    /// <summary>The part that a language model had; null when none was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelSummary? LanguageModel { get; init; }
}

/// <summary>The reason for each date of the record; null for one that has none of its own.</summary>
public sealed record DateSelection(
    DateReason? VisitDate, DateReason? DocumentDate, DateReason? AdmissionDate, DateReason? DischargeDate);

/// <param name="Anchor">The words that told what the date is; <c>fallback</c> when only its place did.</param>
/// <param name="TargetReason">The rule that took it, as a mapping id.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record DateReason(string Anchor, string TargetReason, decimal Confidence);

/// <summary>Whether a key has a value, and how well it is supported.</summary>
/// <param name="Status">Accepted or missing.</param>
/// <param name="Top1">The value that stands for the key.</param>
/// <param name="Confidence">Of that value, 0 to 1.</param>
/// <param name="LineNumber">1-based line of the document text where its evidence begins.</param>
public sealed record KeyCoverage(CoverageStatus Status, string? Top1, decimal? Confidence, int? LineNumber);

[JsonConverter(typeof(JsonStringEnumConverter<CoverageStatus>))]
public enum CoverageStatus
{
    [JsonStringEnumMemberName("missing")]
    Missing,

    [JsonStringEnumMemberName("accepted")]
    Accepted,
}

public static class InterpretationWarning
{
    public const string EmptyRawText = "EMPTY_RAW_TEXT";

    /// <summary>A date was read day first although month first was as likely.</summary>
    public const string AmbiguousDateOrder = "AMBIGUOUS_DATE_ORDER";

    /// <summary>The transponder number is not one of ISO 11784: of an older kind, or misread.</summary>
    public const string MicrochipNotIso11784 = "MICROCHIP_NOT_ISO_11784";

    /// <summary>A language model was asked and its answer could not be used: the values are those of the rules.</summary>
    public const string LanguageModelFailed = "LANGUAGE_MODEL_FAILED";
}
