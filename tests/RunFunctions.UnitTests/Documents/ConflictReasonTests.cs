using System.Reflection;
using RunFunctions.Core.Documents.Application;
using RunFunctions.TestSupport;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Documents;

public sealed class ConflictReasonTests
{
    /// <summary>The closed set of specs/documents.md §3.2; no other conflict is the documents' own. Governance is of no document.</summary>
    [Fact]
    public void Documents_are_in_conflict_for_seven_reasons()
    {
        var reasons = typeof(GetReview).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("RunFunctions.Core.Documents", StringComparison.Ordinal) == true && !type.Namespace.EndsWith(".Governance", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field is { IsLiteral: true } && field.Name.EndsWith("Reason", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);
        var conflicts = MarkdownTable.In(Repository.Read("docs/errors.md").Text).Single(table => table.Section == "Reasons").Rows
            .Where(row => row[1].Trim('`') == "CONFLICT")
            .Select(row => row[0].Trim('`'));
        Assert.Equal(
            [
                "INTERPRETATION_MISSING", "INTERPRETATION_NOT_AVAILABLE", "NO_COMPLETED_RUN", "RAW_TEXT_NOT_AVAILABLE", "RAW_TEXT_NOT_READY",
                "REVIEW_BLOCKED_BY_ACTIVE_RUN", "STALE_INTERPRETATION_VERSION",
            ],
            conflicts.Where(reasons.Contains).Order(StringComparer.Ordinal));
    }
}
