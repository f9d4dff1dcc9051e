using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Domain.Deletions;

/// <summary>A deletion that somebody ordered and that is not certified yet: of one run, or of what a retention rule says.</summary>
/// <param name="Organization">Owner.</param>
/// <param name="Id">The deletion.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="At">UTC.</param>
/// <param name="Run">The run; of a retention rule the last one whose removal was begun.</param>
/// <param name="Rule">The rule; null for one run.</param>
public sealed record DeletionOrder(OrganizationId Organization, DeletionId Id, RunActor By, DateTimeOffset At, RunId? Run = null, RetentionRule? Rule = null)
{
    /// <summary>The deletion is under way and not certified yet.</summary>
    public const string PendingReason = "DELETION_PENDING";

    private const string OnRequest = "request";

    /// <summary>Until then nobody else carries on with it. UTC.</summary>
    public required DateTimeOffset HeldUntil { get; init; }

    /// <summary>It has its certificate, which is only to be published.</summary>
    public bool IsCertified { get; init; }

    /// <summary>Why: <c>request</c>, or the rule.</summary>
    public string Policy => Rule?.ToString() ?? OnRequest;

    public static Refusal Pending() => Refusal.Conflict(PendingReason, "The deletion is under way.");
}

/// <summary>Runs of a kind are deleted when they are older.</summary>
/// <param name="Kind">Kind of the runs.</param>
/// <param name="Days">Age in days, at least 1, counted from a run's place in the list.</param>
public sealed record RetentionRule(RunKind Kind, int Days)
{
    public override string ToString() => $"retention:{Kind}:{Days}d";
}
