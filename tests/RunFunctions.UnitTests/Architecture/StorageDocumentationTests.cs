using System.Reflection;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>docs/tables says what lies in storage: every table, container, column and blob name, and nothing else.</summary>
public sealed class StorageDocumentationTests
{
    public static TheoryData<string> Tables => [.. StorageNames.Tables];

    public static TheoryData<string> Containers => [.. StorageNames.Containers];

    [Fact]
    public void Every_constant_is_listed_once()
    {
        var constants = typeof(StorageNames).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .ToLookup(field => field.Name.EndsWith("Table", StringComparison.Ordinal), field => (string)field.GetRawConstantValue()!);

        Assert.Equal(constants[true].Order(), StorageNames.Tables.Order());
        Assert.Equal(constants[false].Order(), StorageNames.Containers.Order());
    }

    [Fact]
    public void Every_table_and_container_has_a_document_and_nothing_else_has() =>
        Assert.Equal(
            StorageNames.Tables.Concat(StorageNames.Containers).Order(StringComparer.Ordinal),
            Repository.Files("docs/tables", "*").Select(file => Path.GetFileNameWithoutExtension(file.Path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_has_the_columns_that_the_code_writes(string table)
    {
        var documented = MarkdownTable.In(Repository.Read($"docs/tables/{table}.md").Text)
            .Where(markdown => markdown.Columns.Contains("Column"))
            .ToDictionary(
                markdown => markdown.Section,
                markdown => markdown.Column("Column").Zip(markdown.Column("Type")).Select(column => $"{column.First} {column.Second}").Order(StringComparer.Ordinal));
        var written = StoredRows.Columns.Where(row => row.Key.Table == table).ToDictionary(
            row => row.Key.Section, row => row.Value.Select(column => $"{column.Key} {column.Value}").Order(StringComparer.Ordinal));

        Assert.Equal(written.Keys.Order(), documented.Keys.Order());
        Assert.All(written, row => Assert.Equal(row.Value, documented[row.Key]));
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void A_container_has_the_blobs_that_the_code_writes(string container)
    {
        var documented = MarkdownTable.In(Repository.Read($"docs/tables/{container}.md").Text).Single(markdown => markdown.Columns.Contains("Blob")).Column("Blob");

        Assert.Equal(StoredRows.BlobNames[container].Order(), documented.Order());
    }

    [Fact]
    public void The_sample_rows_leave_no_value_out()
    {
        object[] samples =
        [
            StoredRows.Run, StoredRows.Run.Lease!, StoredRows.Run.OpenStep!, StoredRows.Run.LastFailure!, StoredRows.Run.Failure!,
            StoredRows.Run.Annotations, StoredRows.Subject, StoredRows.Subject.Latest!, StoredRows.Document,
            StoredRows.StepArtifact.Step!, StoredRows.BlobArtifact.Blob!, StoredRows.Token, StoredRows.Token.Hash,
            StoredRows.SampleOrganization, StoredRows.Member, StoredRows.Patient, StoredRows.Assignment,
            StoredRows.AuditRecord, StoredRows.AuditRecord.Entry, StoredRows.AuditChainHead,
            StoredRows.Snapshot, StoredRows.Candidate, StoredRows.Candidate.EvidenceSamples[0], StoredRows.Decision, StoredRows.Contract,
        ];

        Rule.Holds(
            from sample in samples
            from property in sample.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.Name != nameof(RunSubject.NextToStart)
            let value = property.GetValue(sample)
            where value is null or "" || (value.GetType().IsEnum && value.Equals(Enum.ToObject(value.GetType(), 0)))
            select $"{sample.GetType().Name}.{property.Name}");
    }

    [Fact]
    public void Every_blob_name_of_a_document_is_among_the_samples() =>
        Assert.Equal(
            StoredRows.BlobNames[StorageNames.ArtifactsContainer].Count,
            typeof(DocumentArtifacts).GetMethods(BindingFlags.Public | BindingFlags.Static).Count(method => method.Name.EndsWith("Name", StringComparison.Ordinal)));
}
