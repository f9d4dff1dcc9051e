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

    private const int TickDigits = 19;

    /// <summary>An hour, counted backwards, as text that sorts.</summary>
    public static string Hour(DateTimeOffset at) => HourOf(DateTime.MaxValue.Ticks - at.UtcTicks);

    /// <param name="backwards">Ticks of a moment, counted backwards.</param>
    public static string HourOf(long backwards) => (backwards / TimeSpan.TicksPerHour).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>When an hour that <see cref="Hour"/> names is over.</summary>
    public static DateTimeOffset EndOf(string hour) =>
        new(DateTime.MaxValue.Ticks - (long.Parse(hour, CultureInfo.InvariantCulture) * TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>When an hour that <see cref="Hour"/> names begins.</summary>
    public static DateTimeOffset StartOf(string hour) => EndOf(hour).AddHours(-1);

    public static string Partition(OrganizationId organization, string hour) => $"{organization}|{hour}";

    public static string Partition(OrganizationId organization, DateTimeOffset listedAt) => Partition(organization, Hour(listedAt));

    /// <summary>Right after every key of a line.</summary>
    public const string RunEnd = "run}";

    public static string Run(RunId id, DateTimeOffset listedAt) => $"{RunPrefix}{Backwards(DateTime.MaxValue.Ticks - listedAt.UtcTicks)}|{id}";

    /// <summary>Right after the keys of the lines of a moment; no key itself.</summary>
    /// <param name="backwards">Ticks of the moment, counted backwards.</param>
    public static string AfterRunsAt(long backwards) => $"{RunPrefix}{Backwards(backwards)}}}";

    /// <summary>Ticks, counted backwards, in the key of a line or a bound between keys; null in one that names no moment.</summary>
    public static long? Backwards(string key) =>
        key.Length >= RunPrefix.Length + TickDigits
            ? long.Parse(key.AsSpan(RunPrefix.Length, TickDigits), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Names the moment too: a request that is repeated announces its run once more, with a line and a mark of its own.</summary>
    public static string Active(RunId id, DateTimeOffset listedAt) => $"{ActivePrefix}{id}|{Backwards(DateTime.MaxValue.Ticks - listedAt.UtcTicks)}";

    private static string Backwards(long ticks) => ticks.ToString("D19", CultureInfo.InvariantCulture);
}
