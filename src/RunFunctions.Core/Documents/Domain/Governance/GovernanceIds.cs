using System.Globalization;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Documents.Domain.Governance;

/// <summary>Ids of governance, lowercase UUIDs. Those of candidates follow from the change, so that the same change is one candidate.</summary>
public static class GovernanceIds
{
    private const int TimeDigits = 12;

    public static string OfCandidate(OrganizationId organization, StructuralChangeType type, string? sourceKey, string targetKey) =>
        ContentUuid.Of($"candidate|{organization}|{type}|{sourceKey}|{targetKey}");

    public static string OfBuiltInContract(OrganizationId organization) => ContentUuid.Of($"contract|{organization}|1");

    /// <summary>Begins with the time (version 7), so that decisions are kept in their order; 74 bits come from <paramref name="random"/>.</summary>
    public static string NewDecision(DateTimeOffset now, Guid random)
    {
        var time = now.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{time[..8]}-{time[8..TimeDigits]}-7{random.ToString("D")[15..]}";
    }
}
