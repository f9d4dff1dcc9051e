using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using static RunFunctions.UnitTests.Documents.Editing.Edits;

namespace RunFunctions.UnitTests.Documents.Editing;

/// <summary>Whatever reviewers do, in whatever order, these hold of versions and change logs.</summary>
public sealed class EditPropertyTests
{
    private static readonly string[] Words = ["Toby", "Luna", "otitis", " Toby "];

    private static readonly string[] Keys = ["pet_name", "owner_name", "notes", "diagnosis", "coat_color", "favourite_toy", "visit_date"];

    private static Arbitrary<(int Type, int Which, int Word)[]> Scripts =>
        Gen.Choose(0, 5).Zip(Gen.Choose(0, 11)).Zip(Gen.Choose(0, 3)).Select(all => (all.Item1.Item1, all.Item1.Item2, all.Item2)).ArrayOf(12).ToArbitrary();

    [Fact]
    public void Versions_are_contiguous_and_each_log_replays_to_the_data_of_its_version() =>
        Prop.ForAll(Scripts, script =>
        {
            List<InterpretationData> versions = [Sample];
            foreach (var (type, which, word) in script)
            {
                var (active, version) = (versions[^1], Version(versions.Count));
                var edit = type == 5
                    ? InterpretationEdit.Restore(active, versions[which % versions.Count], version)
                    : InterpretationEdit.Apply(active, [Change(active, type, which, word)], version).Value;
                if (edit is null or { Log.Count: 0 })
                {
                    continue;
                }

                Assert.All(edit.Log, entry => Assert.Equal((versions.Count, versions.Count + 1), (entry.BaseVersionNumber, entry.NewVersionNumber)));
                Assert.Equal(edit.Log.Count, edit.Log.Select(entry => entry.ChangeId).Distinct().Count());
                Assert.Equal(Values(edit.Data), Replay(Values(active), edit.Log));
                Assert.Empty(InterpretationValidator.Validate(edit.Data));
                versions.Add(edit.Data);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sending_back_what_is_there_makes_no_version() =>
        Prop.ForAll(Scripts, script =>
        {
            var data = Sample;
            foreach (var (index, (type, which, word)) in script.Index())
            {
                data = InterpretationEdit.Apply(data, [Change(data, type % 5, which, word)], Version(index + 1)).Value?.Data ?? data;
            }

            List<FieldChange> same = [.. All(data).Select(field => new FieldChange(FieldChangeType.Update, field.FieldId, Value: field.Value, ValueType: field.ValueType))];
            Assert.Empty(InterpretationEdit.Apply(data, same, Version()).Value!.Log);
            Assert.Empty(InterpretationEdit.Restore(data, data, Version()).Log);
        }).QuickCheckThrowOnFailure();

    private static FieldChange Change(InterpretationData data, int type, int which, int word)
    {
        var fields = All(data);
        var (key, value) = (Keys[which % Keys.Length], Words[word]);
        return type switch
        {
            0 or 1 => Add(key, key == "visit_date" ? "2025-01-01" : value, key == "diagnosis" ? VisitOf(data) : null),
            2 => new FieldChange(FieldChangeType.Delete, Key: "visit_date", VisitId: "visit-001"),
            3 when fields.Count > 0 => Delete(fields[which % fields.Count]),
            _ when fields.Count > 0 => Update(fields[which % fields.Count], value),
            _ => Add("notes", value),
        };
    }

    private static string VisitOf(InterpretationData data) => data.Visits is [var first, ..] ? first.VisitId : "unassigned";

    private static List<StructuredField> All(InterpretationData data) => [.. data.AllFields()];

    private static SortedDictionary<string, FieldValue> Values(InterpretationData data)
    {
        SortedDictionary<string, FieldValue> values = new(StringComparer.Ordinal);
        foreach (var field in data.Fields)
        {
            values.Add($"fields.{field.FieldId}.value", field.Value);
        }

        foreach (var field in data.OtherFields)
        {
            values.Add($"other_fields.{field.FieldId}.value", field.Value);
        }

        foreach (var visit in data.Visits)
        {
            foreach (var field in visit.Fields)
            {
                values.Add($"visits.{visit.VisitId}.fields.{field.FieldId}.value", field.Value);
            }

            foreach (var property in visit.Metadata)
            {
                values.Add($"visits.{visit.VisitId}.{property.Key}", property.Value);
            }
        }

        return values;
    }

    // By paths alone: a log means the same to whoever has the version before.
    private static SortedDictionary<string, FieldValue> Replay(SortedDictionary<string, FieldValue> values, IReadOnlyList<FieldChangeEntry> log)
    {
        foreach (var entry in log)
        {
            Assert.Equal(entry.ChangeType == FieldChangeType.Add ? null : entry.OldValue, values.GetValueOrDefault(entry.FieldPath));
            if (entry.ChangeType == FieldChangeType.Delete)
            {
                values.Remove(entry.FieldPath);
            }
            else
            {
                values[entry.FieldPath] = entry.NewValue;
            }
        }

        return values;
    }
}
