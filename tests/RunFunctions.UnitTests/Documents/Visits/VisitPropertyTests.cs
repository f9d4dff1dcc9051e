using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Visits;

/// <summary>What holds of the visits of every record.</summary>
public sealed class VisitPropertyTests
{
    [Fact]
    public void Every_value_stands_once_and_in_the_visit_that_tells_it()
        => Prop.ForAll(VisitRecords.Any, record =>
        {
            var data = Interpretations.Of(record.Text);
            return record.Visits.All(visit => visit.Values.All(value =>
                data.AllFields().Count(field => field.Value.AsText() == value.Value) == 1
                && Group(data, visit.Day).Metadata.Concat(Group(data, visit.Day).Fields)
                    .Any(field => (field.Key, field.Value.AsText()) == (value.Key, value.Value))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_day_is_one_visit_and_visits_are_in_order()
        => Prop.ForAll(
            VisitRecords.Any,
            record => Interpretations.Of(record.Text).Visits.Select(visit => visit.VisitDate)
                .SequenceEqual(record.Visits.Select(visit => Iso(visit.Day)).Order(StringComparer.Ordinal))).QuickCheckThrowOnFailure();

    [Fact]
    public void Visits_are_numbered_without_gaps_and_ids_of_fields_are_unique_in_any_text()
        => Prop.ForAll(RecordTexts.Long, text =>
        {
            var data = Interpretations.Of(text);
            var assigned = data.Visits.Where(visit => visit.VisitId != "unassigned").ToList();
            return assigned.Select((visit, index) => visit.VisitId == $"visit-{index + 1:D3}").All(isInOrder => isInOrder)
                && assigned.Zip(assigned.Skip(1)).All(pair => string.CompareOrdinal(pair.First.VisitDate, pair.Second.VisitDate) <= 0)
                && data.AllFields().Select(field => field.FieldId).Distinct().Count() == data.AllFields().Count()
                && !data.Fields.Any(field => VisitKeys.Contains(field.Key));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_value_of_a_visit_stands_in_the_global_schema()
        => Prop.ForAll(RecordTexts.Long, text =>
        {
            var data = Interpretations.Of(text);
            return data.Visits.SelectMany(visit => visit.Fields).All(field => data.GlobalSchema[field.Key] is var value
                && (!value.IsList || value.Items!.Contains(field.Value.AsText())));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_record_gives_the_same_bytes()
        => Prop.ForAll(
            VisitRecords.Any,
            record => InterpretationJson.Write(Interpretations.Of(record.Text)).AsSpan()
                .SequenceEqual(InterpretationJson.Write(Interpretations.Of(record.Text)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Records_survive_a_round_trip_through_JSON()
        => Prop.ForAll(VisitRecords.Any, record =>
        {
            var bytes = InterpretationJson.Write(Interpretations.Of(record.Text));
            return InterpretationJson.Write(InterpretationJson.Read(bytes)).AsSpan().SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    private static VisitGroup Group(InterpretationData data, DateOnly day) => data.Visits.Single(visit => visit.VisitDate == Iso(day));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
