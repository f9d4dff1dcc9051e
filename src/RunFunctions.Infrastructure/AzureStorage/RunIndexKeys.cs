using System.Globalization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Keys of the run index. Partition = organization and hour, counted backwards, so that partitions stay small and newest come
/// first; a run's line and its mark as active share a partition, and so a transaction.
/// </summary>
internal static class RunIndexKeys
{
    public const string ActivePrefix = "active|";

    /// <summary>Right after every key with <see cref="ActivePrefix"/>.</summary>
    public const string ActiveEnd = "active}";

    public const string RunPrefix = "run|";

    /// <summary>An hour, counted backwards, as text that sorts.</summary>
    public static string Hour(DateTimeOffset at) =>
        ((DateTime.MaxValue.Ticks - at.UtcTicks) / TimeSpan.TicksPerHour).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>When an hour that <see cref="Hour"/> names is over.</summary>
    public static DateTimeOffset EndOf(string hour) =>
        new(DateTime.MaxValue.Ticks - (long.Parse(hour, CultureInfo.InvariantCulture) * TimeSpan.TicksPerHour), TimeSpan.Zero);

    public static string Partition(OrganizationId organization, string hour) => $"{organization}|{hour}";

    public static string Partition(OrganizationId organization, DateTimeOffset listedAt) => Partition(organization, Hour(listedAt));

    public static string Run(RunId id, DateTimeOffset listedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{RunPrefix}{DateTime.MaxValue.Ticks - listedAt.UtcTicks:D19}|{id}");

    public static string Active(RunId id) => ActivePrefix + id;
}
