using System.Text.Json;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Edits, restores, marks and reopenings: what each was asked for is there once, and <see cref="ReviewTruth"/> holds.</summary>
internal static class ReviewScenarios
{
    private static readonly IReadOnlyList<string> Tables = [.. Scenario.OfRuns, StorageNames.CalibrationTable];

    private static readonly RequestOrigin Reviewer = TestCallers.Origin("review");

    // They leave no work in progress, and whoever is told of an error asks again as after a death.
    private static readonly IReadOnlyList<(Fault Fault, Aftermath Aftermath)> Faults = [(Fault.DieAfter, Aftermath.GoesOn), (Fault.LoseReply, Aftermath.GoesOn)];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Of("edit-of-reviewed", EditAsync, versions: 2, isReviewed: true, prepare: [MarkAsync], follow: MarkAsync) with { Faults = Scenario.Once },
        Of("restore", RestoreAsync, versions: 3, isReviewed: true, prepare: [EditAsync], follow: MarkAsync),
        Of("mark-reviewed", MarkAsync, versions: 1, isReviewed: true),
        Of("reopen", ReopenAsync, versions: 1, isReviewed: false, prepare: [MarkAsync]),
    ];

    /// <param name="name">Its name.</param>
    /// <param name="actAsync">The use case.</param>
    /// <param name="versions">How many versions there are in the end.</param>
    /// <param name="isReviewed">Whether the document is REVIEWED in the end.</param>
    /// <param name="prepare">What was done before to a document whose run is over.</param>
    /// <param name="follow">Counts what a death left uncounted, and lists what it left unlisted.</param>
    private static Scenario Of(
        string name,
        Func<Journey, DocumentProcess, Task> actAsync,
        int versions,
        bool isReviewed,
        IReadOnlyList<Func<Journey, DocumentProcess, Task>>? prepare = null,
        Func<Journey, DocumentProcess, Task>? follow = null) =>
        new(name, actAsync)
        {
            Tables = Tables,
            Faults = Faults,
            IsRepeated = true,
            PrepareAsync = async (journey, process) =>
            {
                await OpenAsync(journey, process);
                foreach (var step in prepare ?? [])
                {
                    await step(journey, process);
                }
            },
            FollowAsync = follow,
            ViolationsAsync = async (journey, process) =>
            [
                .. (await process.Get<IInterpretationVersions>().ListAsync(Reviewer.Organization, journey.Target, null, 10, CancellationToken.None)).Count == versions - 1
                    ? (string[])[]
                    : ["there are other versions than were asked for"],
                .. ((await process.Get<IDocumentStore>().FindAsync(Reviewer.Organization, journey.Review.Document, CancellationToken.None))!.Document.ReviewStatus
                    == ReviewStatus.Reviewed) == isReviewed
                    ? (string[])[]
                    : ["the document is reviewed, or not, against what was asked for"],
            ],
        };

    private static async Task OpenAsync(Journey journey, DocumentProcess process)
    {
        await Scenarios.CompleteAsync(journey, process);
        var run = (await process.Get<IRunStore>().FindAsync(Reviewer.Organization, journey.Target, CancellationToken.None))!.Value;
        var data = InterpretationJson.Read(await process.Get<IArtifactStore>().ReadAsync(InterpretationVersion.FirstOf(run)!.Data, CancellationToken.None));
        journey.Review = (DocumentId.Parse(run.Subject.Id), data.Fields.Single(field => field.Key == "pet_name").FieldId);
    }

    private static async Task EditAsync(Journey journey, DocumentProcess process)
    {
        var change = new ChangeRequest { Op = "UPDATE", FieldId = journey.Review.FieldId, ValueType = "string", Value = JsonSerializer.SerializeToElement("Luna") };
        var request = new EditRequest { BaseVersionNumber = 1, Changes = [change] };
        journey.Clock.Advance(1);
        Answered(journey, await process.Get<EditInterpretation>().HandleAsync(Reviewer, journey.Target, request, _ => true, isDryRun: false, CancellationToken.None));
    }

    private static async Task RestoreAsync(Journey journey, DocumentProcess process)
    {
        journey.Clock.Advance(1);
        var request = new RestoreRequest { BaseVersionNumber = 2 };
        Answered(journey, await process.Get<RestoreInterpretation>().HandleAsync(Reviewer, journey.Target, 1, request, _ => true, CancellationToken.None));
    }

    private static async Task MarkAsync(Journey journey, DocumentProcess process)
    {
        journey.Clock.Advance(1);
        Assert.Null((await process.Get<MarkReviewed>().MarkAsync(Reviewer, journey.Review.Document, CancellationToken.None)).Refusal);
    }

    private static async Task ReopenAsync(Journey journey, DocumentProcess process)
    {
        journey.Clock.Advance(1);
        Assert.Null((await process.Get<MarkReviewed>().ReopenAsync(Reviewer, journey.Review.Document, CancellationToken.None)).Refusal);
    }

    // Whoever got no answer and asks again is told that the version is not the active one any more, if it was written after all.
    private static void Answered(Journey journey, Result<ChangedInterpretation> answer) =>
        Assert.True(
            answer.Refusal is null || (journey.IsUnanswered && answer.Refusal.Reason == ChangeInterpretation.StaleInterpretationVersionReason),
            answer.Refusal?.Message);
}
