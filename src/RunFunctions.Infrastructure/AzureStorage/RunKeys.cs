using System.Globalization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Keys of the Runs table. Partition = organization and the shard that a subject shares with its runs; row keys start with
/// what the row is, so that one range holds a subject's runs and artifacts.
/// </summary>
internal static class RunKeys
{
    /// <summary>Artifact, event and run rows lie between these two, subject rows after them.</summary>
    public const string HistoryFrom = "artifact|";

    public const string HistoryTo = "subject|";

    public const string RunPrefix = "run|";

    public static string Partition(OrganizationId organization, RunId run) => $"{organization}|{run.Shard}";

    public static string Partition(OrganizationId organization, SubjectKey subject) => $"{organization}|{RunId.ShardOf(subject)}";

    public static string Run(RunId run) => RunPrefix + run;

    public static string Subject(SubjectKey subject) => $"subject|{subject}";

    public const string EventPrefix = "event|";

    /// <summary>Begins the keys of a run's events.</summary>
    public static string EventsPrefix(RunId run) => $"{EventPrefix}{run}|";

    /// <summary>Begins the keys of the versions of a run's interpretation; after the history, which does without them.</summary>
    public static string VersionsPrefix(RunId run) => $"version|{run}|";

    /// <summary>Counted backwards, so that the newest comes first.</summary>
    public static string Version(RunId run, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{VersionsPrefix(run)}{InterpretationVersion.MaxNumber - number:D6}");

    /// <summary>Begins the keys of the snapshots of a document's runs; after the history, which does without them.</summary>
    public static string SnapshotsPrefix(DocumentId document) => $"trace|{document}|";

    public static string Snapshot(DocumentId document, RunId run) => SnapshotsPrefix(document) + run;

    /// <summary>After the history: only a deletion that knows the run looks for it.</summary>
    public static string Tombstone(RunId run) => $"tombstone|{run}";

    public static string Event(RunId run, int sequence) => $"{EventsPrefix(run)}{sequence:D6}";

    /// <summary>Begins the keys of a run's artifacts.</summary>
    public static string ArtifactPrefix(RunId run) => $"artifact|{run}|";

    public static string Artifact(RunId run, int sequence) => $"{ArtifactPrefix(run)}{sequence:D6}";

    /// <summary>Right after every key with a prefix that ends in a bar.</summary>
    public static string EndOf(string prefix) => prefix[..^1] + '}';
}
