using System.Globalization;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Keys of table <c>DocumentIndex</c>, which count time backwards, and the query for the entries of a filter.</summary>
internal static class DocumentIndexQuery
{
    /// <summary>Ticks left until the end of the calendar.</summary>
    public static long TimeLeft(DateTimeOffset time) => DateTime.MaxValue.Ticks - time.UtcTicks;

    public static string Partition(OrganizationId organization, long timeLeft) =>
        string.Create(CultureInfo.InvariantCulture, $"{organization}|{timeLeft / TimeSpan.TicksPerHour:D8}");

    /// <summary>
    /// A range of partitions, which stands alone and in front so that the service finds it, and within it a range of rows: row
    /// keys begin with the time, so they sort across partitions. What the filter says of columns follows.
    /// </summary>
    /// <param name="organization">Whose documents.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public static string Of(OrganizationId organization, DocumentFilter filter, string? after)
    {
        // '|' + 1 = '}': a bound between the rows of one tick and those of the next, or behind all partitions of an organization.
        var (partition, row) = after is not null ? TablePage.Position(after)
            : filter.CreatedTo is { } to ? (Partition(organization, TimeLeft(to)), $"{TimeLeft(to):D19}}}")
            : (organization + "|", "");
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey ge {partition}")];
        if (filter.CreatedFrom is { } from)
        {
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey le {Partition(organization, TimeLeft(from))} and RowKey lt {$"{TimeLeft(from):D19}}}"}"));
        }
        else
        {
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey lt {organization + "}"}"));
        }

        if (row.Length > 0)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {row}"));
        }

        if (filter.Statuses.Count > 0)
        {
            conditions.Add($"({string.Join(" or ", filter.Statuses.SelectMany(LatestStates).Select(state => TableClient.CreateQueryFilter($"LatestState eq {state}")))})");
        }

        if (filter.ReviewStatus is { } review)
        {
            conditions.Add(TableClient.CreateQueryFilter($"DocumentReviewStatus eq {review.ToString()}"));
        }

        if (filter.Language is { } language)
        {
            conditions.Add(TableClient.CreateQueryFilter($"LatestLanguageUsed eq {language}"));
        }

        return string.Join(" and ", conditions);
    }

    // The column is empty before the first run.
    private static IEnumerable<string> LatestStates(DocumentStatus status) =>
        ((RunState?[])[null, .. Enum.GetValues<RunState>()])
            .Where(state => DocumentStatusView.Of(state, failureType: null).Status == status)
            .Select(state => state?.ToString() ?? "");
}
