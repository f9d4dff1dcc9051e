using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Assignments in table <c>Assignments</c>: a partition per clinician, which is the truth, and its mirror, a partition per patient.</summary>
public sealed class AssignmentTable(StorageClients clients, IIdSource ids) : IAssignmentStore, IAssignments
{
    private const char ByClinician = '|';
    private const char ByPatient = '~';

    private readonly TableClient _table = clients.Table(StorageNames.AssignmentsTable);

    public async Task<bool> IsAssignedAsync(OrganizationId organization, UserId clinician, PatientId patient, CancellationToken cancellationToken) =>
        await FindAsync(organization, new AssignmentId(patient, clinician), cancellationToken) is not null;

    public async Task<Assignment?> FindAsync(OrganizationId organization, AssignmentId id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(TruthPartition(organization, id.Clinician), id.Patient.Value, cancellationToken) is { } row ? FromTruth(row) : null;

    public async Task<string> AnnounceAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        while (true)
        {
            if (await _table.TryAddAsync(ToMirror(assignment, ids.NewWriteId()), cancellationToken) is { } added)
            {
                return added.ToString();
            }

            if (await ReadMirrorAsync(assignment.Organization, assignment.Id, cancellationToken) is { } there)
            {
                return there.ETag.ToString();
            }
        }
    }

    public async Task<bool> TryGrantAsync(Assignment assignment, string announced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        if (await _table.TryAddAsync(ToTruth(assignment, ids.NewWriteId()), cancellationToken) is null)
        {
            return false;
        }

        // Whoever is removing what was there before sees by the new version that somebody relies on the mirror again.
        if (await _table.TryUpdateAsync(ToMirror(assignment, ids.NewWriteId()), new ETag(announced), TableUpdateMode.Replace, cancellationToken) is null)
        {
            var again = await AnnounceAsync(assignment, cancellationToken);
            await WithdrawAsync(assignment.Organization, assignment.Id, again, cancellationToken);
        }

        return true;
    }

    public async Task WithdrawAsync(OrganizationId organization, AssignmentId id, string announced, CancellationToken cancellationToken)
    {
        if (await FindAsync(organization, id, cancellationToken) is null)
        {
            await _table.TryDeleteAsync(MirrorPartition(organization, id.Patient), id.Clinician.Value, new ETag(announced), cancellationToken);
        }
    }

    public async Task<bool> RemoveAsync(OrganizationId organization, AssignmentId id, CancellationToken cancellationToken)
    {
        // The mirror as it is before the truth goes: one that is renewed after that belongs to the next assignment.
        var mirror = await ReadMirrorAsync(organization, id, cancellationToken);
        var removed = await _table.DeleteEntityAsync(TruthPartition(organization, id.Clinician), id.Patient.Value, ETag.All, cancellationToken);
        if (mirror is not null)
        {
            await _table.TryDeleteAsync(mirror.PartitionKey, mirror.RowKey, mirror.ETag, cancellationToken);
        }

        return mirror is not null || removed.Status != 404;
    }

    public Task<ListPage<Assignment>> ListAsync(OrganizationId organization, UserId? clinician, int limit, string? after, CancellationToken cancellationToken)
    {
        AssignmentId? position = AssignmentId.TryParse(after, out var id) ? id : null;
        var filter = clinician is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {TruthPartition(organization, one)} and RowKey gt {position?.Patient.Value ?? ""}")
            : AllAfter(organization, position);
        return TablePage.ReadAsync(_table, filter, limit, FromTruth, row => FromTruth(row).Id.ToString(), cancellationToken);
    }

    public Task<ListPage<Assignment>> ListOfPatientAsync(OrganizationId organization, PatientId patient, int limit, string? after, CancellationToken cancellationToken) =>
        TablePage.ReadAsync(
            _table,
            TableClient.CreateQueryFilter($"PartitionKey eq {MirrorPartition(organization, patient)} and RowKey gt {after ?? ""}"),
            limit,
            FromMirror,
            row => row.RowKey,
            cancellationToken);

    internal static TableEntity ToTruth(Assignment assignment, string writeId) =>
        ToRow(TruthPartition(assignment.Organization, assignment.Id.Clinician), assignment.Id.Patient.Value, assignment, writeId);

    internal static TableEntity ToMirror(Assignment assignment, string writeId) =>
        ToRow(MirrorPartition(assignment.Organization, assignment.Id.Patient), assignment.Id.Clinician.Value, assignment, writeId);

    private static string AllAfter(OrganizationId organization, AssignmentId? position)
    {
        // '|' + 1 = '}': the range holds every clinician of the organization; the mirrors lie behind it.
        var end = organization + "}";
        if (position is not { } last)
        {
            return TableClient.CreateQueryFilter($"PartitionKey ge {organization + "|"} and PartitionKey lt {end}");
        }

        var from = TruthPartition(organization, last.Clinician);
        return TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {end} and (PartitionKey gt {from} or RowKey gt {last.Patient.Value})");
    }

    private static TableEntity ToRow(string partition, string row, Assignment assignment, string writeId) => new(partition, row)
    {
        [nameof(Assignment.CreatedAt)] = assignment.CreatedAt,
        [nameof(Assignment.CreatedBy)] = assignment.CreatedBy.Value,
        [RunRows.WriteId] = writeId,
    };

    private static Assignment FromTruth(TableEntity row)
    {
        var (organization, clinician) = Split(row.PartitionKey, ByClinician);
        return FromRow(row, organization, new AssignmentId(PatientId.Parse(row.RowKey), UserId.Parse(clinician)));
    }

    private static Assignment FromMirror(TableEntity row)
    {
        var (organization, patient) = Split(row.PartitionKey, ByPatient);
        return FromRow(row, organization, new AssignmentId(PatientId.Parse(patient), UserId.Parse(row.RowKey)));
    }

    private static Assignment FromRow(TableEntity row, string organization, AssignmentId id) => new()
    {
        Organization = OrganizationId.Parse(organization),
        Id = id,
        CreatedAt = RunRows.Time(row, nameof(Assignment.CreatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(Assignment.CreatedBy))),
    };

    private static (string Organization, string Other) Split(string partition, char separator)
    {
        var at = partition.IndexOf(separator, StringComparison.Ordinal);
        return (partition[..at], partition[(at + 1)..]);
    }

    private static string TruthPartition(OrganizationId organization, UserId clinician) => $"{organization}{ByClinician}{clinician}";

    private static string MirrorPartition(OrganizationId organization, PatientId patient) => $"{organization}{ByPatient}{patient}";

    private Task<TableEntity?> ReadMirrorAsync(OrganizationId organization, AssignmentId id, CancellationToken cancellationToken) =>
        _table.ReadAsync(MirrorPartition(organization, id.Patient), id.Clinician.Value, cancellationToken);
}
