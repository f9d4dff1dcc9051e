using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Sums up a record and the fields that filled it.</summary>
internal sealed class SummaryWriter(string text, IReadOnlyList<StructuredField> fields)
{
    private readonly Dictionary<string, StructuredField> _first =
        fields.GroupBy(field => field.Key).ToDictionary(group => group.Key, group => group.First());

    public InterpretationSummary Write(GlobalSchemaRecord record, IReadOnlyList<string> warnings)
    {
        IReadOnlyList<string> present = [.. record.PopulatedKeys];
        return new InterpretationSummary(
            GlobalSchema.Fields.Count,
            present.Count,
            present,
            warnings,
            new DateSelection(
                Reason(FieldKeys.VisitDate),
                Reason(FieldKeys.DocumentDate),
                Reason(FieldKeys.AdmissionDate),
                Reason(FieldKeys.DischargeDate)),
            Coverage(record));
    }

    private DateReason? Reason(string key)
    {
        if (_first.GetValueOrDefault(key) is not { MappingId: { } rule } field)
        {
            return null;
        }

        var anchor = rule.StartsWith("fallback::", StringComparison.Ordinal) ? "fallback" : rule[(rule.LastIndexOf(':') + 1)..];
        return new DateReason(anchor, rule, field.FieldCandidateConfidence);
    }

    private Dictionary<string, KeyCoverage> Coverage(GlobalSchemaRecord record)
    {
        var lines = new LineNumbers(text);
        return record.Values.ToDictionary(entry => entry.Key, entry => Of(entry.Key, entry.Value, lines));
    }

    private KeyCoverage Of(string key, SchemaValue value, LineNumbers lines)
    {
        if (!value.IsPopulated)
        {
            return new KeyCoverage(CoverageStatus.Missing, null, null, null);
        }

        var field = _first.GetValueOrDefault(key);
        var line = field?.Evidence?.Offset is { } offset ? lines.At(offset) : (int?)null;
        return new KeyCoverage(CoverageStatus.Accepted, value.AsScalar().Text, field?.FieldCandidateConfidence, line);
    }
}

/// <summary>Line numbers of a text, found by halving.</summary>
internal sealed class LineNumbers(string text)
{
    private readonly List<Mining.TextLine> _lines = Mining.TextLines.Of(text);

    /// <returns>1-based.</returns>
    public int At(int offset)
    {
        var (low, high) = (0, _lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _lines[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return low + 1;
    }
}
