using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Documents.Calibration;

/// <summary>The rule of counting, against what the sum over all runs must be.</summary>
public sealed class CalibrationLedgerTests
{
    private const string Context = "ctx_v2:00";
    private const decimal Candidate = 0.66m;
    private const int Streams = 10_000;
    private const int Runs = 8;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DocumentId Document = DocumentId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11");

    private static readonly MappingUnit[] Units = [new("pet_name", "label_regex::paciente"), new("pet_name", null), new("weight", "label_regex::peso")];

    [Fact]
    public void Ten_thousand_streams_of_events_count_what_the_closed_form_says()
    {
        var events = Gen.Choose(0, Runs - 1).Zip(Gen.Choose(0, Units.Length - 1)).Zip(Gen.Elements(Enum.GetValues<Verdict>())).ArrayOf(40).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Streams), Prop.ForAll(events, stream =>
        {
            var world = new World(Policies.Ours);
            foreach (var ((run, unit), verdict) in stream)
            {
                world.Say(run, new Judgement(Units[unit], verdict, Candidate));
            }

            foreach (var (unit, index) in Units.Select((unit, index) => (unit, index)))
            {
                var (accepted, edited) = Reference(stream, index);
                var tally = world.Tallies.GetValueOrDefault(unit) ?? new MappingTally(Context, unit);
                Assert.Equal((accepted, edited), (tally.Accepted, tally.Edited));
                Assert.InRange((double)Policies.Ours.AdjustmentOf(tally.Accepted, tally.Edited) - Formula(accepted, edited), -0.05000001, 0.05000001);
                Assert.Equal(tally.State, Policies.Ours.Next(tally.State, tally.ConfidenceUnder(Policies.Ours), tally.Volume));
            }
        }));
    }

    [Fact]
    public void The_same_said_twice_counts_once()
    {
        var world = new World(Policies.Ours);
        world.Say(0, new Judgement(Units[0], Verdict.Accepted, Candidate), new Judgement(Units[2], Verdict.Edited, Candidate));
        Assert.Empty(world.Say(0, new Judgement(Units[0], Verdict.Accepted, Candidate), new Judgement(Units[2], Verdict.Edited, Candidate)));
        Assert.Equal([(1, 0), (0, 1)], world.Tallies.Values.Select(tally => (tally.Accepted, tally.Edited)));
    }

    [Fact]
    public void A_correction_replaces_the_acceptance_of_its_run_and_is_final()
    {
        var world = new World(Policies.Ours);
        world.Say(0, new Judgement(Units[0], Verdict.Accepted, Candidate));
        world.Say(0, new Judgement(Units[0], Verdict.Edited, Candidate));
        Assert.Empty(world.Say(0, new Judgement(Units[0], Verdict.Accepted, Candidate)));
        Assert.Empty(world.Say(0, new Judgement(Units[0], Verdict.None, Candidate)));
        Assert.Equal((0, 1), (world.Tallies[Units[0]].Accepted, world.Tallies[Units[0]].Edited));
    }

    [Fact]
    public void Acceptances_that_are_taken_back_and_given_again_count_once()
    {
        var world = new World(Policies.Ours);
        foreach (var verdict in (Verdict[])[Verdict.Accepted, Verdict.None, Verdict.Accepted])
        {
            world.Say(0, new Judgement(Units[0], verdict, Candidate));
        }

        Assert.Equal((1, 0), (world.Tallies[Units[0]].Accepted, world.Tallies[Units[0]].Edited));
    }

    [Fact]
    public void Ten_acceptances_boost_a_labelled_mapping_and_three_corrections_take_that_back()
    {
        var world = new World(Policies.Ours);
        for (var run = 0; run < 10; run++)
        {
            world.Say(run, new Judgement(Units[0], Verdict.Accepted, Candidate));
        }

        Assert.Equal((0.785m, PolicyState.Boosted), (world.Tallies[Units[0]].ConfidenceUnder(Policies.Ours), world.Tallies[Units[0]].State));
        var changes = Enumerable.Range(10, 3).SelectMany(run => world.Say(run, new Judgement(Units[0], Verdict.Edited, Candidate))).ToList();
        Assert.Equal([PolicyState.Boosted, PolicyState.Neutral, PolicyState.Neutral], changes.Select(change => change.Before!.State == PolicyState.Boosted && change.After.State == PolicyState.Boosted ? PolicyState.Boosted : change.After.State));
        Assert.True(world.Tallies[Units[0]].ConfidenceUnder(Policies.Ours) < 0.70m);
    }

    // Independent of the ledger: the last word of each run, where a correction is final.
    private static (int Accepted, int Edited) Reference(IEnumerable<((int Run, int Unit), Verdict Verdict)> stream, int unit)
    {
        var words = stream.Where(said => said.Item1.Unit == unit).ToLookup(said => said.Item1.Run, said => said.Verdict);
        return (
            words.Count(run => !run.Contains(Verdict.Edited) && run.Last() == Verdict.Accepted),
            words.Count(run => run.Contains(Verdict.Edited)));
    }

    // As specs/documents.md §5.5 writes it.
    private static double Formula(int accepted, int edited) => accepted + edited < 5
        ? 0
        : 15 * Math.Clamp(2 * (((accepted + 1.0) / (accepted + (2.0 * edited) + 2)) - 0.5), -1, 1);

    private sealed class World(CalibrationPolicy policy)
    {
        private readonly Dictionary<int, JudgedRun> _runs = [];

        public Dictionary<MappingUnit, MappingTally> Tallies { get; } = [];

        public IReadOnlyList<TallyChange> Say(int run, params Judgement[] judgements)
        {
            var id = RunId.New(Core.Documents.Domain.Document.SubjectOf(Document), new Guid(run, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1));
            var before = _runs.GetValueOrDefault(run) ?? new JudgedRun(Document, id, Context);
            var (after, changes) = CalibrationLedger.Enter(policy, before, Tallies.Values, judgements, Noon);
            _runs[run] = after;
            foreach (var change in changes)
            {
                Tallies[change.After.Unit] = change.After;
            }

            return changes;
        }
    }
}
