using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application.Governance;

/// <summary>What somebody sends to decide about a candidate, unchecked.</summary>
/// <param name="DecisionType"><c>APPROVE</c>, <c>REJECT</c>, <c>DEFER</c> or <c>FLAG_CRITICAL</c>.</param>
/// <param name="Reason">Why; may be left out.</param>
public sealed record DecisionRequest(string? DecisionType = null, string? Reason = null)
{
    private static readonly Dictionary<string, GovernanceDecisionType> Types = new(StringComparer.Ordinal)
    {
        ["APPROVE"] = GovernanceDecisionType.Approve,
        ["REJECT"] = GovernanceDecisionType.Reject,
        ["DEFER"] = GovernanceDecisionType.Defer,
        ["FLAG_CRITICAL"] = GovernanceDecisionType.FlagCritical,
    };

    public Result<GovernanceDecisionType> Read()
    {
        List<InputError> errors = [];
        var type = default(GovernanceDecisionType);
        if (DecisionType is null)
        {
            errors.Add(new InputError("decision_type", "required", "This member must be there."));
        }
        else if (!Types.TryGetValue(DecisionType, out type))
        {
            errors.Add(new InputError("decision_type", "enum", $"Expected one of: {string.Join(", ", Types.Keys)}."));
        }

        if (Reason?.Length > GovernanceDecision.MaxReasonLength)
        {
            errors.Add(new InputError("reason", "length", $"Expected at most {GovernanceDecision.MaxReasonLength} characters."));
        }

        return errors.Count == 0 ? type : Refusal.Invalid(errors);
    }
}

/// <param name="Decision">What counts now.</param>
/// <param name="IsNew">False when it had been decided already.</param>
public sealed record TakenDecision(GovernanceDecision Decision, bool IsNew);

/// <summary>
/// Decides about a candidate under the version that was read: of any number who decide at the same time one is first, and the
/// others decide about what that one left. Three storage calls; a repeated decision three, too.
/// </summary>
public sealed class DecideStructuralChange(IGovernanceStore store, IDocumentEventLog events, IIdSource ids, TimeProvider clock)
{
    public async Task<Result<TakenDecision>> HandleAsync(RequestOrigin origin, string candidateId, DecisionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        while (true)
        {
            if (await store.FindCandidateAsync(origin.Organization, candidateId, cancellationToken) is not { } found)
            {
                return Refusal.NotFound("The candidate");
            }

            if (!request.Read().TryGet(out var type, out var refusal))
            {
                return refusal;
            }

            var current = await store.FindContractAsync(origin.Organization, cancellationToken) ?? SchemaContract.BuiltIn(origin.Organization);
            var order = new DecisionOrder(type, request.Reason, origin.User, clock.GetUtcNow());
            if (!GovernanceRules.Decide(found.Value, order, current, ids.NewId).TryGet(out var outcome, out refusal))
            {
                return refusal;
            }

            if (outcome.RepeatedDecisionId is { } repeated)
            {
                return new TakenDecision(
                    await store.FindDecisionAsync(origin.Organization, repeated, cancellationToken)
                    ?? throw new InvalidOperationException("A candidate names a decision that was never taken."),
                    IsNew: false);
            }

            if (await store.TryDecideAsync(outcome, found.Version, CancellationToken.None))
            {
                Announce(outcome);
                return new TakenDecision(outcome.Decision!, IsNew: true);
            }
        }
    }

    private void Announce(DecisionOutcome outcome)
    {
        events.Publish(new DocumentEvent(DocumentEventTypes.GovernanceDecisionRecorded));
        if (outcome.Contract is not null)
        {
            events.Publish(new DocumentEvent(DocumentEventTypes.SchemaContractCreated));
        }
    }
}
