using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Interprets by rules alone: mine candidates, rank them, shape the winners, check the shape.</summary>
public sealed class DeterministicInterpreter : IDocumentInterpreter
{
    private static readonly string[] RecordKeys =
        [.. GlobalSchema.Fields.Concat(GlobalSchema.PanelOnlyFields).Select(entry => entry.Key)];

    public string Version => "runfunctions-interpreter/1";

    public InterpretationResult Interpret(DocumentText text, InterpretationContext context)
    {
        var mined = CandidateMiner.Mine(text);
        var language = mined.Candidates[FieldKeys.Language] is [var first, ..] ? first.Value : null;
        var contextKey = ContextKey.Version1(language);
        var factory = new StructuredFieldFactory(context, contextKey);
        StructuredField[] fields = [.. RecordKeys.SelectMany(key => factory.FieldsOf(key, mined.Candidates[key]))];
        var record = GlobalSchemaRecord.Normalise(ValuesByKey(fields));
        var data = new InterpretationData
        {
            DocumentId = context.DocumentId.ToString(),
            ProcessingRunId = context.RunId,
            CreatedAt = context.CreatedAt.ToUniversalTime(),
            SchemaContract = InterpretationData.Contract,
            Fields = fields,
            GlobalSchema = record,
            Summary = Summary(record, Warnings(text, mined)),
            ContextKey = contextKey,
            ConfidencePolicy = context.ConfidencePolicy,
            MedicalRecordView = MedicalRecordView.Current,
            Visits = [],
            OtherFields = [.. OtherKeys(mined.Candidates).SelectMany(key => factory.FieldsOf(key, mined.Candidates[key]))],
        };

        return InterpretationValidator.Validate(data) is { Count: > 0 } errors
            ? InterpretationResult.Invalid(errors)
            : InterpretationResult.Of(data);
    }

    private static IEnumerable<string> OtherKeys(CandidateSet candidates)
        => candidates.Keys.Where(key => GlobalSchema.FindInRecord(key) is null).Order(StringComparer.Ordinal);

    private static Dictionary<string, SchemaValue> ValuesByKey(IEnumerable<StructuredField> fields)
        => fields.GroupBy(field => field.Key).ToDictionary(
            group => group.Key,
            group => SchemaValue.Of((IReadOnlyList<string>)[.. group.Select(field => field.Value.AsText()).OfType<string>()]));

    private static IReadOnlyList<string> Warnings(DocumentText text, MiningResult mined)
        =>
        [
            .. string.IsNullOrWhiteSpace(text.Text) ? [InterpretationWarning.EmptyRawText] : Array.Empty<string>(),
            .. mined.GuessedDateOrder ? [InterpretationWarning.AmbiguousDateOrder] : Array.Empty<string>(),
        ];

    private static InterpretationSummary Summary(GlobalSchemaRecord record, IReadOnlyList<string> warnings)
    {
        IReadOnlyList<string> present = [.. record.PopulatedKeys];
        return new InterpretationSummary(GlobalSchema.Fields.Count, present.Count, present, warnings);
    }
}
