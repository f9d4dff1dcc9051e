using Moq;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.UnitTests.Engine;

/// <summary>A write that succeeded, whose reply was lost, and after which somebody else wrote: it must be recognised as done.</summary>
public sealed class LostReplyTests
{
    private readonly RunBuilder _runs = new();
    private readonly Mock<IRunStore> _store = new();
    private readonly Mock<IIdSource> _ids = new();

    [Fact]
    public async Task A_step_whose_success_was_written_goes_on_although_a_heartbeat_followed_before_it_knew()
    {
        var open = _runs.With(_runs.Running(), "EXTRACTION");
        var succeeded = _runs.Apply(StepLifecycle.Succeed(open, "EXTRACTION", [], RunBuilder.Writer(), _runs.Now));
        _store.SetupSequence(store => store.FindToChangeAsync(It.IsAny<OrganizationId>(), open.Id, It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Versioned<Run>(open, "1"))
            .ReturnsAsync(new Versioned<Run>(open, "2"))
            .ReturnsAsync(new Versioned<Run>(succeeded, "3"))
            .ReturnsAsync(new Versioned<Run>(succeeded, "3"));
        _store.Setup(store => store.FindAsync(It.IsAny<OrganizationId>(), open.Id, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Versioned<Run>(succeeded, "3"));
        Writes(true, false);
        var worker = new WorkerIdentity("worker-a");
        var settings = new RunSettings();
        var writer = new RunWriter(_store.Object, Mock.Of<IRunEventLog>(), new TransitionFeed());
        var step = new ExecuteStep(
            _store.Object, Mock.Of<IRunIndex>(), writer, new RunLeaseKeeper(_store.Object, writer, worker, settings, TimeProvider.System), worker, settings, TimeProvider.System);

        var result = await step.HandleAsync(
            new StepCommand(RunBuilder.Organization, open.Id, 1, RunBuilder.Plan[0], 1),
            (_, _) => Task.FromResult<StepWork>(new StepWork.Produced([])),
            CancellationToken.None);

        Assert.Equal(StepVerdict.Succeeded, result.Verdict);
    }

    [Fact]
    public async Task A_run_that_was_queued_is_not_queued_again_although_it_was_started_before_its_creator_knew()
    {
        var first = _runs.Running();
        _ids.Setup(ids => ids.NewId()).Returns(Guid.Parse("00000000-0000-4000-8000-00000000000a"));
        var own = RunBuilder.NewId(10);
        var queued = RunLifecycle.Queue(RunBuilder.Origin, own, RunBuilder.Key, _runs.Subject, _runs.Now, _runs.Now).Decision!;
        _store.Setup(store => store.FindSubjectToChangeAsync(It.IsAny<OrganizationId>(), RunBuilder.Key, true, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Versioned<RunSubject>(queued.Subject!, "2"));
        _store.Setup(store => store.FindAsync(It.IsAny<OrganizationId>(), own, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Versioned<Run>(queued.Run, "2"));
        Writes(false);
        var queue = new QueueRun(
            _store.Object, Mock.Of<IRunIndex>(), new AdmitRun(Mock.Of<IRunIndex>(), new ConcurrencyLimits()), new RunWriter(_store.Object, Mock.Of<IRunEventLog>(), new TransitionFeed()), _ids.Object, TimeProvider.System);

        var result = await queue.HandleAsync(RunBuilder.Origin, RunBuilder.Key, CancellationToken.None);

        Assert.Equal(own, result.Value!.Run.Id);
        Assert.Equal(first.Id, result.Value.Subject!.RunningRunId);
        _store.Verify(
            store => store.TryWriteAsync(
                It.IsAny<OrganizationId>(), It.IsAny<RunDecision>(), It.IsAny<string?>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()),
            Times.Once);
    }

    private void Writes(params bool[] answers)
    {
        var writes = _store.SetupSequence(store => store.TryWriteAsync(
            It.IsAny<OrganizationId>(), It.IsAny<RunDecision>(), It.IsAny<string?>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()));
        foreach (var answer in answers)
        {
            writes = writes.ReturnsAsync(answer);
        }
    }
}
