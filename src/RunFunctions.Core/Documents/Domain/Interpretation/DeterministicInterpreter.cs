using RunFunctions.Core.Documents.Domain.LanguageModel;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>
/// Interprets by rules: mine candidates, rank them, tie them to visits, shape the winners, check the shape. What a
/// language model read is one more source of candidates.
/// </summary>
public sealed class DeterministicInterpreter : IDocumentInterpreter
{
    /// <summary>Of a document date that is only the visit's; mining may propose one before it is known what is a visit.</summary>
    private const string DateOfVisitRule = "fallback::document_date";

    private static readonly string[] DocumentKeys =
    [
        .. GlobalSchema.Fields.Concat(GlobalSchema.PanelOnlyFields).Select(entry => entry.Key).Where(key => !VisitKeys.Contains(key)),
    ];

    public string Version => "runfunctions-interpreter/1";

    public InterpretationResult Interpret(DocumentText text, InterpretationContext context)
    {
        var mined = CandidateMiner.Mine(text, context.Language, QuoteFinder.Find(text, context.Reading));
        var contextKey = ContextKey.Version2(mined.Language, context.ExtractorVersion, Version, InterpretationData.Contract);
        var factory = new StructuredFieldFactory(context, contextKey);
        var visits = VisitGroups.Of(text, mined, factory);
        var fields = DocumentFields(mined.Candidates, visits, factory, new PatientAge(mined.Language, Today(context)));
        var record = InterpretationFields.Record(fields, visits.Groups);
        var data = new InterpretationData
        {
            DocumentId = context.DocumentId.ToString(),
            ProcessingRunId = context.RunId,
            CreatedAt = context.CreatedAt.ToUniversalTime(),
            SchemaContract = InterpretationData.Contract,
            Fields = fields,
            GlobalSchema = record,
            Summary = new SummaryWriter(text.Text, [.. InterpretationFields.InOrder(fields, visits.Groups)])
                .Write(record, Warnings(text, mined, visits, context.Reading)) with
            {
                LanguageModel = ModelSummary.Of(context.Reading, mined.Quoted.Count),
            },
            ContextKey = contextKey,
            ConfidencePolicy = context.ConfidencePolicy,
            MedicalRecordView = MedicalRecordView.Current,
            Visits = visits.Groups,
            OtherFields = [.. OtherKeys(mined.Candidates).SelectMany(key => factory.FieldsOf(key, mined.Candidates[key]))],
        };

        return InterpretationValidator.Validate(data) is { Count: > 0 } errors
            ? InterpretationResult.Invalid(errors)
            : InterpretationResult.Of(data) with { LanguageUsed = mined.Language ?? DocumentLanguage.Unknown };
    }

    private static StructuredField[] DocumentFields(
        CandidateSet candidates, VisitGroups visits, StructuredFieldFactory factory, PatientAge age)
    {
        var found = DocumentKeys.ToDictionary(
            key => key,
            key => key == FieldKeys.Weight ? [.. CurrentWeight.Of(visits, factory)] : factory.FieldsOf(key, candidates[key]).ToList());
        var days = (
            visits.Groups.Select(group => group.VisitDate).OfType<string>(),
            found[FieldKeys.DocumentDate].FirstOrDefault()?.Value.AsText());
        found[FieldKeys.Age] =
            age.Of(found[FieldKeys.Age].FirstOrDefault(), found[FieldKeys.Dob].FirstOrDefault(), days, factory) is { } field ? [field] : [];
        found[FieldKeys.DocumentDate] = found[FieldKeys.DocumentDate] is [{ MappingId: not DateOfVisitRule } told, ..]
            ? [told]
            : [.. DateOfFirstVisit(visits, factory)];
        return [.. DocumentKeys.SelectMany(key => found[key])];
    }

    /// <summary>A record that says no date of its own has that of its first visit, and never the birth.</summary>
    private static IEnumerable<StructuredField> DateOfFirstVisit(VisitGroups visits, StructuredFieldFactory factory)
        => visits.Groups.SelectMany(group => group.Metadata).FirstOrDefault(field => field.Key == FieldKeys.VisitDate) is { } visit
            ? [factory.Derived(new Candidate(
                FieldKeys.DocumentDate, visit.Value.AsText()!, visit.Value.AsText()!, Candidate.Guessed, visit.Evidence!,
                DateOfVisitRule))]
            : [];

    private static DateOnly Today(InterpretationContext context) => DateOnly.FromDateTime(context.CreatedAt.UtcDateTime);

    private static IEnumerable<string> OtherKeys(CandidateSet candidates)
        => candidates.Keys.Where(key => GlobalSchema.FindInRecord(key) is null).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> Warnings(DocumentText text, MiningResult mined, VisitGroups visits, ModelReading? reading)
        =>
        [
            .. string.IsNullOrWhiteSpace(text.Text) ? [InterpretationWarning.EmptyRawText] : Array.Empty<string>(),
            .. mined.GuessedDateOrder || visits.GuessedDateOrder ? [InterpretationWarning.AmbiguousDateOrder] : Array.Empty<string>(),
            .. mined.HasOldMicrochip ? [InterpretationWarning.MicrochipNotIso11784] : Array.Empty<string>(),
            .. reading is { Fault: not null } ? [InterpretationWarning.LanguageModelFailed] : Array.Empty<string>(),
        ];
}
