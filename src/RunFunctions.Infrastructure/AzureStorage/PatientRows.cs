using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Patient rows to domain values and back; the columns are documented in docs/tables/Patients.md.</summary>
internal static class PatientRows
{
    public static TableEntity ToRow(Patient patient, string writeId)
    {
        var row = new TableEntity(PatientTable.Partition(patient.Organization, patient.Id), patient.Id.Value)
        {
            [nameof(Patient.FullName)] = patient.FullName,
            [nameof(Patient.CreatedAt)] = patient.CreatedAt,
            [nameof(Patient.UpdatedAt)] = patient.UpdatedAt,
            [nameof(Patient.CreatedBy)] = patient.CreatedBy.Value,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, nameof(Patient.BirthYear), patient.BirthYear);
        RunRows.Set(row, nameof(Patient.Sex), patient.Sex?.ToString());
        RunRows.Set(row, nameof(Patient.Login), patient.Login?.Value);
        return row;
    }

    public static Patient FromRow(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey[..row.PartitionKey.IndexOf('|', StringComparison.Ordinal)]),
        Id = PatientId.Parse(row.RowKey),
        FullName = RunRows.Text(row, nameof(Patient.FullName)),
        BirthYear = row.GetInt32(nameof(Patient.BirthYear)),
        Sex = row.GetString(nameof(Patient.Sex)) is { } sex ? Enum.Parse<Sex>(sex) : null,
        Login = row.GetString(nameof(Patient.Login)) is { } login ? UserId.Parse(login) : null,
        CreatedAt = RunRows.Time(row, nameof(Patient.CreatedAt))!.Value,
        UpdatedAt = RunRows.Time(row, nameof(Patient.UpdatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(Patient.CreatedBy))),
    };
}
