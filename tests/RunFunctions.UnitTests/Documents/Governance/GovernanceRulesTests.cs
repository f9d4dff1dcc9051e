using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Application.Governance;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Governance;

/// <summary>How edits suggest changes of the schema contract, and how these are decided.</summary>
public sealed class GovernanceRulesTests
{
    private static readonly OrganizationId Organization = OrganizationId.Parse("acme");
    private static readonly DateTimeOffset Noon = new(2026, 3, 12, 12, 0, 0, TimeSpan.Zero);
    private static readonly SchemaContract BuiltIn = SchemaContract.BuiltIn(Organization);

    [Fact]
    public void Only_additions_under_keys_outside_contract_and_panel_count_and_each_key_once()
    {
        var log = LogOf(Add("tail_length"), Add("tail_length"), Add("ear_form"), Add("notes"), Add("nhc"));
        Assert.Equal(["tail_length", "ear_form"], GovernanceRules.NewKeys(log).Select(entry => entry.FieldKey));
    }

    [Fact]
    public void What_a_restore_brings_back_suggests_nothing() =>
        Assert.Empty(GovernanceRules.NewKeys([.. LogOf(Add("tail_length")).Select(entry => entry with { Source = FieldChangeEntry.VersionRestore })]));

    [Fact]
    public void Occurrences_are_counted_and_the_first_ones_kept_without_values()
    {
        StructuralChangeCandidate? candidate = null;
        for (var i = 0; i < 5; i++)
        {
            candidate = GovernanceRules.Count(candidate, Organization, LogOf(Add("tail_length")).Single() with { CreatedAt = Noon.AddMinutes(i) });
        }

        Assert.Equal((5, StructuralChangeStatus.Pending, Noon, Noon.AddMinutes(4)), (candidate!.OccurrenceCount, candidate.Status, candidate.CreatedAt, candidate.UpdatedAt));
        Assert.Equal([0.0, 1.0, 2.0], candidate.EvidenceSamples.Select(sample => (sample.SeenAt - Noon).TotalMinutes));
        Assert.DoesNotContain("secret value", candidate.ToString() + string.Join(' ', candidate.EvidenceSamples), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_change_is_the_same_candidate_within_an_organization_only()
    {
        string[] ids =
        [
            GovernanceIds.OfCandidate(Organization, StructuralChangeType.NewKey, null, "tail"),
            GovernanceIds.OfCandidate(OrganizationId.Parse("other"), StructuralChangeType.NewKey, null, "tail"),
            GovernanceIds.OfCandidate(Organization, StructuralChangeType.KeyRename, null, "tail"),
            GovernanceIds.OfCandidate(Organization, StructuralChangeType.NewKey, null, "tails"),
        ];
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], GovernanceIds.OfCandidate(Organization, StructuralChangeType.NewKey, null, "tail"));
    }

    [Theory]
    [InlineData(GovernanceDecisionType.Approve, StructuralChangeStatus.Approved)]
    [InlineData(GovernanceDecisionType.Reject, StructuralChangeStatus.Rejected)]
    [InlineData(GovernanceDecisionType.Defer, StructuralChangeStatus.Deferred)]
    [InlineData(GovernanceDecisionType.FlagCritical, StructuralChangeStatus.Pending)]
    public void A_decision_makes_a_status_and_only_an_approval_a_contract(GovernanceDecisionType type, StructuralChangeStatus status)
    {
        var outcome = Decide(Candidate, type);
        Assert.Equal((status, type == GovernanceDecisionType.FlagCritical), (outcome.Candidate.Status, outcome.Candidate.IsCritical));
        Assert.Equal((StructuralChangeStatus.Pending, status), (outcome.Decision!.PreviousStatus, outcome.Decision.NewStatus));
        Assert.Equal(type == GovernanceDecisionType.Approve, outcome.Contract is not null);
        Assert.Equal(outcome.Contract?.Id, outcome.Decision.SchemaContractId);
    }

    [Fact]
    public void An_approved_key_is_the_next_contract_and_leaves_the_built_in_one_as_it_is()
    {
        var keys = GlobalSchema.Fields.Select(field => field.Key).ToList();
        var contract = Decide(Candidate, GovernanceDecisionType.Approve).Contract!;
        Assert.Equal((2, "NEW_KEY tail_length", Noon), (contract.VersionNumber, contract.ChangeSummary, contract.CreatedAt));
        Assert.Equal(37, keys.Count);
        Assert.Null(GlobalSchema.FindInRecord("tail_length"));
    }

    [Fact]
    public void The_same_again_changes_nothing_and_something_else_is_refused()
    {
        foreach (var final in (GovernanceDecisionType[])[GovernanceDecisionType.Approve, GovernanceDecisionType.Reject])
        {
            var decided = Decide(Candidate, final);
            var again = Decide(decided.Candidate, final);
            Assert.Equal((decided.Decision!.Id, decided.Candidate), (again.RepeatedDecisionId, again.Candidate));
            Assert.Null(again.Decision);
            foreach (var other in Enum.GetValues<GovernanceDecisionType>().Where(type => type != final && type != GovernanceDecisionType.FlagCritical))
            {
                Assert.Equal(GovernanceRules.AlreadyDecidedReason, Refusal(decided.Candidate, other));
            }

            Assert.True(Decide(decided.Candidate, GovernanceDecisionType.FlagCritical).Candidate.IsCritical);
        }
    }

    [Fact]
    public void What_is_deferred_can_still_be_decided()
    {
        var deferred = Decide(Candidate, GovernanceDecisionType.Defer).Candidate;
        Assert.Equal(StructuralChangeStatus.Deferred, Decide(deferred, GovernanceDecisionType.Approve).Decision!.PreviousStatus);
        Assert.NotNull(Decide(deferred, GovernanceDecisionType.Defer).RepeatedDecisionId);
    }

    [Fact]
    public void Occurrences_after_a_decision_leave_it()
    {
        var rejected = Decide(Candidate, GovernanceDecisionType.Reject).Candidate;
        var counted = GovernanceRules.Count(rejected, Organization, LogOf(Add("tail_length")).Single());
        Assert.Equal((2, StructuralChangeStatus.Rejected), (counted.OccurrenceCount, counted.Status));
    }

    [Fact]
    public void Decisions_are_kept_in_the_order_of_their_time() =>
        Assert.True(string.CompareOrdinal(GovernanceIds.NewDecision(Noon, new Guid("ffffffff-ffff-4fff-bfff-ffffffffffff")), GovernanceIds.NewDecision(Noon.AddMilliseconds(1), Guid.Empty)) < 0);

    [Fact]
    public void An_order_is_checked()
    {
        Assert.Equal(GovernanceDecisionType.FlagCritical, new DecisionRequest("FLAG_CRITICAL").Read().Value);
        Assert.Equal("required", Assert.Single(new DecisionRequest().Read().Refusal!.Errors!).Rule);
        Assert.Equal(
            ["decision_type enum", "reason length"],
            new DecisionRequest("approve", new string('x', 2001)).Read().Refusal!.Errors!.Select(error => $"{error.Path} {error.Rule}"));
    }

    private static StructuralChangeCandidate Candidate => GovernanceRules.Count(null, Organization, LogOf(Add("tail_length")).Single());

    private static FieldChange Add(string key) => new(FieldChangeType.Add, Key: key, Value: FieldValue.Of("secret value"));

    private static IReadOnlyList<FieldChangeEntry> LogOf(params FieldChange[] changes)
    {
        var version = new NewVersion(FieldChangeEntry.ReviewerEdit, "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11", 1, Noon);
        Assert.True(InterpretationEdit.Apply(Interpretations.Of("Paciente: Toby"), changes, version).TryGet(out var edit, out _));
        return edit.Log;
    }

    private static DecisionOutcome Decide(StructuralChangeCandidate candidate, GovernanceDecisionType type)
    {
        Assert.True(GovernanceRules.Decide(candidate, Order(type), BuiltIn, NewId).TryGet(out var outcome, out _));
        return outcome;
    }

    private static string? Refusal(StructuralChangeCandidate candidate, GovernanceDecisionType type) =>
        GovernanceRules.Decide(candidate, Order(type), BuiltIn, NewId).Refusal?.Reason;

    private static DecisionOrder Order(GovernanceDecisionType type) => new(type, "because", UserId.Parse("admin"), Noon);

    private static Guid NewId() => new("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11");
}
