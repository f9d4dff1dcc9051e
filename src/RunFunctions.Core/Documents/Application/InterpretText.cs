using System.Globalization;
using System.Text;
using System.Text.Json;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.LanguageModel;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Documents.Application;

/// <summary>
/// The work of step INTERPRETATION: raw text and page table → structured interpretation, version 1, as a blob. A language
/// model, where there is one, is asked first; its answer is part of what is interpreted.
/// </summary>
public sealed class InterpretText(IArtifactStore artifacts, IDocumentInterpreter interpreter, CalibrationPolicy policy, ILanguageModel? model = null)
{
    /// <summary>Step error when the produced data broke the contract.</summary>
    public const string ValidationFailed = "INTERPRETATION_VALIDATION_FAILED";

    public async Task<StepWork> HandleAsync(Run run, CancellationToken cancellationToken)
    {
        var textBytes = ReadOutputAsync(run, DocumentArtifacts.RawText, cancellationToken);
        var pageBytes = ReadOutputAsync(run, DocumentArtifacts.TextPages, cancellationToken);
        if (await textBytes is not { } text || await pageBytes is not { } pages)
        {
            return new StepWork.Failed(
                DocumentFailure.InterpretationFailed,
                DocumentFailure.InterpretationFailed,
                Retryable: true,
                new Dictionary<string, string> { [StepWork.Failed.ReasonDetail] = "TEXT_MISSING" });
        }

        var table = JsonSerializer.Deserialize(pages.Span, TextPagesJson.Default.TextPages)!;
        var document = new DocumentText(Encoding.UTF8.GetString(text.Span), table.Pages);

        var reading = model is null ? null : await model.ReadAsync(document, cancellationToken);

        // The attempt's own start time, so that an attempt that is executed twice gives the same bytes.
        var result = interpreter.Interpret(
            document,
            new InterpretationContext(DocumentId.Parse(run.Subject.Id), run.Id.Value, run.OpenStep!.StartedAt, policy.Confidence, table.Extractor)
            {
                Language = run.Config.Language,
                Reading = reading,
            });
        if (result.Data is null)
        {
            return new StepWork.Failed(
                ValidationFailed, DocumentFailure.InterpretationFailed, Retryable: false, Details(result.Errors));
        }

        var interpretation = await artifacts.SaveAsync(
            DocumentArtifacts.InterpretationName(run), InterpretationJson.Write(result.Data), DocumentArtifacts.JsonMediaType, cancellationToken);
        return new StepWork.Produced([new ProducedArtifact(DocumentArtifacts.StructuredInterpretation, interpretation, Producer(reading))])
        {
            Reading = new RunReading(result.LanguageUsed, result.Data.SchemaContract),
        };
    }

    private string Producer(ModelReading? reading) =>
        reading is { Fault: null } ? $"{interpreter.Version}+{reading.MappingId}" : interpreter.Version;

    private async Task<ReadOnlyMemory<byte>?> ReadOutputAsync(Run run, string type, CancellationToken cancellationToken) =>
        run.Outputs.TryGetValue(type, out var blob) ? await artifacts.TakeAsync(blob, cancellationToken) : null;

    private static Dictionary<string, string> Details(IReadOnlyList<InterpretationError> errors)
    {
        var details = new Dictionary<string, string>();
        for (var i = 0; i < errors.Count; i++)
        {
            details[string.Create(CultureInfo.InvariantCulture, $"errors[{i}]")] = $"{errors[i].Code} {errors[i].Subject}";
        }

        return details;
    }
}
