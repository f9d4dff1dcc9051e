using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Patients in table <c>Patients</c>; a partition per organization and first two digits of the id, so that the partitions in
/// order are the ids in order. Beside them lie login rows, each of which claims a login for one patient: a patient has a
/// login when both rows say so.
/// </summary>
public sealed class PatientTable(StorageClients clients, IIdSource ids) : IPatientStore
{
    private const string PatientColumn = "PatientId";

    private readonly TableClient _table = clients.Table(StorageNames.PatientsTable);

    public async Task<Patient?> FindAsync(OrganizationId organization, PatientId id, CancellationToken cancellationToken) =>
        (await FindToChangeAsync(organization, id, cancellationToken))?.Value;

    public async Task<Versioned<Patient>?> FindToChangeAsync(OrganizationId organization, PatientId id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(Partition(organization, id), id.Value, cancellationToken) is { } row
            ? new Versioned<Patient>(PatientRows.FromRow(row), row.ETag.ToString())
            : null;

    public async Task<Patient?> FindByLoginAsync(OrganizationId organization, UserId login, CancellationToken cancellationToken) =>
        await ReadClaimAsync(organization, login, cancellationToken) is { } claim
            && await FindAsync(organization, PatientOf(claim), cancellationToken) is { } patient && patient.Login == login
            ? patient
            : null;

    public async Task<Patient?> TryAddAsync(Patient patient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patient);
        if (patient.Login is { } login)
        {
            if (await ClaimAsync(patient, login, cancellationToken) is not { } claimed)
            {
                return null;
            }

            // An unfinished registration has the login: whoever inserts its patient first, with its id, is the one.
            patient = patient with { Id = claimed };
        }

        return await _table.TryAddAsync(ToRow(patient), cancellationToken) is not null ? patient : null;
    }

    public async Task<PatientWrite> TryChangeAsync(Versioned<Patient> before, Patient after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (after.Login is { } login && login != before.Value.Login && await ClaimAsync(after, login, cancellationToken) != after.Id)
        {
            return PatientWrite.LoginTaken;
        }

        return await ReplaceAsync(before, after, cancellationToken) is not null ? PatientWrite.Written : PatientWrite.Outdated;
    }

    public async Task<bool> TryTouchAsync(Versioned<Patient> patient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return await _table.TryUpdateAsync(ToRow(patient.Value), new ETag(patient.Version), TableUpdateMode.Replace, cancellationToken) is not null;
    }

    public async Task<bool> TryRemoveAsync(Versioned<Patient> patient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ETag? version = patient.Value.Login is null
            ? new ETag(patient.Version)
            : await ReplaceAsync(patient, patient.Value with { Login = null }, cancellationToken);
        var key = patient.Value;
        return version is { } last && await _table.TryDeleteAsync(Partition(key.Organization, key.Id), key.Id.Value, last, cancellationToken);
    }

    public Task<ListPage<Patient>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken)
    {
        // '|' + 1 = '}': the range holds every patient of the organization; the login rows lie behind it.
        var from = after is null ? organization + "|" : Partition(organization, PatientId.Parse(after));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey lt {organization + "}"} and (PartitionKey gt {from} or RowKey gt {after ?? ""})");
        return TablePage.ReadAsync(_table, filter, limit, PatientRows.FromRow, row => row.RowKey, cancellationToken);
    }

    internal static TableEntity ToClaimRow(OrganizationId organization, UserId login, PatientId patient, string writeId) =>
        new(ClaimPartition(organization, login), login.Value) { [PatientColumn] = patient.Value, [RunRows.WriteId] = writeId };

    internal static string Partition(OrganizationId organization, PatientId patient) => $"{organization}|{patient.Value[..2]}";

    private static string ClaimPartition(OrganizationId organization, UserId login) =>
        $"{organization}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(login.Value)))[..2]}";

    private static PatientId PatientOf(TableEntity claim) => PatientId.Parse(RunRows.Text(claim, PatientColumn));

    /// <summary>Claims a login.</summary>
    /// <returns>Who may have it: the patient; or the id of one whose registration was not finished; null when another patient has it.</returns>
    private async Task<PatientId?> ClaimAsync(Patient patient, UserId login, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = ToClaimRow(patient.Organization, login, patient.Id, ids.NewWriteId());
            if (await _table.TryAddAsync(row, cancellationToken) is not null)
            {
                return patient.Id;
            }

            if (await ReadClaimAsync(patient.Organization, login, cancellationToken) is not { } claim)
            {
                continue;
            }

            var holder = PatientOf(claim);
            if (holder != patient.Id)
            {
                switch (await FindToChangeAsync(patient.Organization, holder, cancellationToken))
                {
                    case null:
                        return holder;
                    case var found when found.Value.Login == login:
                        return null;

                    // A change that was interrupted, or is under way: that one is outdated from here on.
                    case var found when !await TryTouchAsync(found, cancellationToken):
                        continue;
                }
            }

            if (await _table.TryUpdateAsync(row, claim.ETag, TableUpdateMode.Replace, cancellationToken) is not null)
            {
                return patient.Id;
            }
        }
    }

    /// <returns>The version written; null when somebody else wrote first.</returns>
    private async Task<ETag?> ReplaceAsync(Versioned<Patient> before, Patient after, CancellationToken cancellationToken)
    {
        // Read before the patient is written: when the patient gets the login back meanwhile, the claim is another one.
        var released = before.Value.Login is { } old && old != after.Login ? await ReadClaimAsync(after.Organization, old, cancellationToken) : null;
        var version = await _table.TryUpdateAsync(ToRow(after), new ETag(before.Version), TableUpdateMode.Replace, cancellationToken);
        if (version is not null && released is not null && PatientOf(released) == after.Id)
        {
            await _table.TryDeleteAsync(released.PartitionKey, released.RowKey, released.ETag, cancellationToken);
        }

        return version;
    }

    private Task<TableEntity?> ReadClaimAsync(OrganizationId organization, UserId login, CancellationToken cancellationToken) =>
        _table.ReadAsync(ClaimPartition(organization, login), login.Value, cancellationToken);

    private TableEntity ToRow(Patient patient) => PatientRows.ToRow(patient, ids.NewWriteId());
}
