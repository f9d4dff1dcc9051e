using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Debugging;

/// <summary>Snapshots of what runs made of each key, and what is counted from them.</summary>
public sealed class ExtractionSnapshotTests
{
    private const string Record = "Paciente: Toby\nEspecie: Perro\nPeso: 18,4 kg\nFecha: 03/02/2025\nMotivo: cojera";

    /// <summary>Defect 19 of specs/documents.md §9.2: bands were read from a property that nobody wrote, and were always null.</summary>
    [Fact]
    public void Every_accepted_field_of_a_run_has_a_band()
    {
        var snapshot = SnapshotWriter.Of(Interpretations.Of(Record));
        var accepted = snapshot.Fields.Where(field => field.Value.Status == SnapshotStatus.Accepted).ToList();
        Assert.Contains(accepted, field => field.Key == "pet_name" && field.Value.Value == "Toby");
        Assert.All(accepted, field => Assert.NotNull(field.Value.Confidence));
        Assert.All(accepted, field => Assert.NotEmpty(field.Value.TopCandidates!));
        Assert.Equal(accepted.Count, snapshot.Counts.Low + snapshot.Counts.Mid + snapshot.Counts.High);
    }

    [Fact]
    public void A_snapshot_of_a_run_has_every_key_of_the_contract()
    {
        var counts = SnapshotWriter.Of(Interpretations.Of(Record)).Counts;
        Assert.Equal((37, 37, 0), (counts.TotalFields, counts.Accepted + counts.Missing, counts.Rejected));
    }

    [Theory]
    [InlineData(0.59, SnapshotBand.Low)]
    [InlineData(0.6, SnapshotBand.Mid)]
    [InlineData(0.79, SnapshotBand.Mid)]
    [InlineData(0.8, SnapshotBand.High)]
    public void Bands_begin_where_the_specification_says(double confidence, SnapshotBand band) => Assert.Equal(band, SnapshotBands.Of((decimal)confidence));

    [Fact]
    public void A_snapshot_reads_as_it_was_written()
    {
        var snapshot = SnapshotWriter.Of(Interpretations.Of(Record));
        Assert.Equal(SnapshotJson.Write(snapshot), SnapshotJson.Write(SnapshotJson.Read(SnapshotJson.Write(snapshot))));
    }

    [Fact]
    public void Changes_are_counted_by_status_and_value()
    {
        var before = Snapshots.Of(("a", Snapshots.Accepted("1")), ("b", Snapshots.Missing()), ("c", Snapshots.Accepted("1")));
        var after = Snapshots.Of(("a", Snapshots.Accepted("2")), ("b", Snapshots.Rejected("no")), ("d", Snapshots.Missing()), ("c", Snapshots.Accepted("1", confidence: 0.9m)));
        Assert.Equal((2, 0, 0), (after.ChangedFrom(before), after.ChangedFrom(after), after.ChangedFrom(null)));
    }

    [Fact]
    public void A_triage_sorts_fields_by_what_became_of_them()
    {
        var triage = ExtractionTriage.Of(Snapshots.Of(
            ("pet_name", Snapshots.Accepted("4411")), ("species", Snapshots.Accepted("canino")), ("breed", Snapshots.Missing()), ("weight", Snapshots.Rejected("out of range"))));
        Assert.Equal(new TriageCounts(2, 1, 1, 0, 2, 0), triage.Summary);
        Assert.Equal(
            ("breed", "weight", "out of range", "pet_name"),
            (triage.Missing.Single().Field, triage.Rejected.Single().Field, triage.Rejected.Single().Reason, triage.SuspiciousAccepted.Single().Field));
        Assert.Equal(["pet_name_numeric_only"], triage.SuspiciousAccepted.Single().Flags);
    }

    [Fact]
    public void A_summary_counts_runs_and_puts_the_worst_first()
    {
        ExtractionSnapshot[] runs =
        [
            Snapshots.Of(
                ("age", Snapshots.Missing(new SnapshotCandidate("6", 0.5m, "label_regex::edad"))), ("pet_name", Snapshots.Accepted("4411")), ("breed", Snapshots.Rejected("label")),
                ("sex", Snapshots.Accepted("macho", confidence: 0.75m, rule: "label_regex::sexo"))),
            Snapshots.Of(
                ("age", Snapshots.Missing()), ("pet_name", Snapshots.Accepted("Toby")), ("breed", Snapshots.Rejected("label")),
                ("sex", Snapshots.Accepted("macho", confidence: 0.5m, rule: "label_regex::sexo"))),
        ];
        var summary = SnapshotSummary.Of(Snapshots.Document, runs, totalRuns: 5);
        Assert.Equal((5, 2, 1, 1), (summary.TotalRuns, summary.ConsideredRuns, summary.MissingFieldsWithCandidates, summary.MissingFieldsWithoutCandidates));
        Assert.Equal(["age", "breed", "pet_name", "sex"], summary.Fields.Select(row => row.Field));
        Assert.Equal(new SummaryRow("age", 2, 0, 0, 0, true, 1, 1, "6", 0.5m, 0.5m, "edad"), summary.Fields[0]);
        Assert.Equal(new SummaryRow("sex", 0, 0, 2, 0, true, 0, 0, "macho", 0.625m, 0.625m, "sexo"), summary.Fields[3]);
        Assert.Equal(1, summary.Fields[2].SuspiciousCount);
        Assert.Equal(["age"], summary.MostMissingFields.Select(row => row.Field));
        Assert.Equal(["breed"], summary.MostRejectedFields.Select(row => row.Field));
    }

    [Fact]
    public void Rows_with_equal_counts_come_in_descending_order_of_their_keys()
    {
        var summary = SnapshotSummary.Of(Snapshots.Document, [Snapshots.Of(("a", Snapshots.Missing()), ("c", Snapshots.Missing()), ("b", Snapshots.Missing()))], 1);
        Assert.Equal(["c", "b", "a"], summary.Fields.Select(row => row.Field));
    }

    [Fact]
    public void A_sent_snapshot_gets_the_band_of_its_best_reading()
    {
        var request = Request(("pet_name", Snapshots.Accepted("Toby", confidence: 0.9m) with { Confidence = null }));
        Assert.True(request.Read().TryGet(out var snapshot, out _));
        Assert.Equal((SnapshotBand.High, 1), (snapshot.Fields["pet_name"].Confidence, snapshot.Counts.High));
    }

    [Fact]
    public void A_sent_snapshot_is_checked_member_by_member()
    {
        Assert.Equal(["runId uuid", "documentId uuid", "schemaVersion enum", "fields length"], Errors(new SnapshotRequest("x", "y", Snapshots.Noon, "v0", new Dictionary<string, SnapshotField>())));
        Assert.Equal(["fields[0] key", "fields[0] enum"], Errors(Request(("Pet Name", new SnapshotField((SnapshotStatus)7)))));
        Assert.Equal(["fields[0] required"], Errors(Request(("a", null!))));
        Assert.Equal(["fields[0] length"], Errors(Request(("a", Snapshots.Rejected(new string('x', 4001))))));
        Assert.Equal(["fields[0].topCandidates range"], Errors(Request(("a", Snapshots.Missing(new SnapshotCandidate("x", 1.1m))))));
        Assert.Equal(["fields[0].topCandidates length"], Errors(Request(("a", Snapshots.Missing([.. Enumerable.Repeat(new SnapshotCandidate("x"), 4)])))));
        Assert.Equal(["counts match"], Errors(Request(("a", Snapshots.Missing())) with { Counts = new SnapshotCounts(1, 1, 0, 0, 0, 0, 0) }));
    }

    private static SnapshotRequest Request(params (string Key, SnapshotField Field)[] fields) => new(
        "7c9e6679-7425-40de-944b-e07fc1f90ae7", Snapshots.Document, Snapshots.Noon, "canonical", fields.ToDictionary(field => field.Key, field => field.Field));

    private static IEnumerable<string> Errors(SnapshotRequest request) => request.Read().Refusal!.Errors!.Select(error => $"{error.Path} {error.Rule}");
}
