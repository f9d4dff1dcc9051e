using RunFunctions.Core.Engine.Domain.Deletions;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>Which runs are deleted by age (section <c>Engine:Retention</c>, one <c>{kind}:Days</c> for each kind); none unless set.</summary>
public sealed record RetentionSettings(IReadOnlyList<RetentionRule> Rules)
{
    /// <summary>Most lines of the list that one round looks at.</summary>
    public int LinesOfARound { get; init; } = 1000;

    /// <summary>Removed runs after which a round looks at no further page; also the lines of a page.</summary>
    public int RunsOfARound { get; init; } = 100;

    public RetentionRule? For(RunKind kind) => Rules.FirstOrDefault(rule => rule.Kind == kind);
}
