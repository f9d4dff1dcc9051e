using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class IdempotencyRuleTests
{
    private const string Replay = "Replay Replay Replay";

    // Prior run; payload; in flight; verdict under the policies replay, new-run, refuse.
    private static readonly (PriorRun Prior, bool SamePayload, bool InFlight, string Verdicts)[] Table =
    [
        (PriorRun.None, true, false, "Create Create Create"),
        (PriorRun.Unfinished, true, false, Replay),
        (PriorRun.Completed, true, false, Replay),
        (PriorRun.Failed, true, false, "Replay CreateAgain RefuseFailed"),
        (PriorRun.Cancelled, true, false, Replay),
        .. Enum.GetValues<PriorRun>().Select(prior => (prior, true, true, "Wait Wait Wait")),
        .. Enum.GetValues<PriorRun>().SelectMany(prior => new[] { true, false }.Select(inFlight => (prior, false, inFlight, "RefusePayload RefusePayload RefusePayload"))),
    ];

    public static TheoryData<PriorRun, FailedRunPolicy, bool, bool, KeyVerdict> Cells
    {
        get
        {
            var cells = new TheoryData<PriorRun, FailedRunPolicy, bool, bool, KeyVerdict>();
            foreach (var (prior, samePayload, inFlight, verdicts) in Table)
            {
                foreach (var policy in Enum.GetValues<FailedRunPolicy>())
                {
                    cells.Add(prior, policy, samePayload, inFlight, Enum.Parse<KeyVerdict>(verdicts.Split(' ')[(int)policy]));
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_has_its_verdict(PriorRun prior, FailedRunPolicy policy, bool samePayload, bool inFlight, KeyVerdict verdict) =>
        Assert.Equal(verdict, IdempotencyRule.Decide(prior, policy, samePayload, inFlight));

    [Fact]
    public void There_are_sixty_cells_and_each_is_there_once() =>
        Assert.Equal(60, Cells.Select(cell => string.Join(' ', cell[..4])).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData(RunState.Queued, PriorRun.Unfinished)]
    [InlineData(RunState.Running, PriorRun.Unfinished)]
    [InlineData(RunState.Completed, PriorRun.Completed)]
    [InlineData(RunState.Failed, PriorRun.Failed)]
    [InlineData(RunState.TimedOut, PriorRun.Failed)]
    [InlineData(RunState.Cancelled, PriorRun.Cancelled)]
    public void A_run_out_of_time_counts_as_failed(RunState state, PriorRun prior) => Assert.Equal(prior, IdempotencyRule.PriorOf(state));

    [Theory]
    [InlineData("a", true)]
    [InlineData("!~0", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a b", false)]
    [InlineData("\u00f1", false)]
    [InlineData("\u007f", false)]
    public void A_key_is_visible_ascii(string? text, bool isKey) => Assert.Equal(isKey, IdempotencyKey.IsKey(text));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_key_has_at_most_200_characters(int length, bool isKey) => Assert.Equal(isKey, IdempotencyKey.IsKey(new string('k', length)));
}
