using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Platform;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Documents;

/// <summary>The run of a document: start guard → EXTRACTION → INTERPRETATION → complete.</summary>
public sealed class DocumentRun(ExecuteStep executeStep, ExtractText extractText, InterpretText interpretText)
{
    private const string ExtractActivity = "ExtractDocumentText";
    private const string InterpretActivity = "InterpretDocumentText";

    private static readonly PlannedStep[] Plan =
    [
        new(DocumentSteps.Extraction.Name, ExtractActivity),
        new(DocumentSteps.Interpretation.Name, InterpretActivity),
    ];

    [Function(nameof(DocumentRun))]
    [WithoutStorage]
    public Task Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
        RunOrchestration.ExecuteAsync(context, Plan);

    [Function(ExtractActivity)]
    public Task<StepResult> Extract([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        executeStep.HandleAsync(input.ToCommand(DocumentSteps.Extraction), extractText.HandleAsync, cancellationToken);

    [Function(InterpretActivity)]
    public Task<StepResult> Interpret([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        executeStep.HandleAsync(input.ToCommand(DocumentSteps.Interpretation), interpretText.HandleAsync, cancellationToken);
}
