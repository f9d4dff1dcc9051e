using System.Globalization;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>Applies one change after the other to a draft, and notes what had an effect (specs/documents.md §4.6).</summary>
internal sealed class FieldEditor(InterpretationData data, InterpretationDraft draft, ChangeLog log, NewVersion version)
{
    /// <param name="change">What to do.</param>
    /// <param name="index">Its position in the request.</param>
    /// <returns>Why not; null when it is done.</returns>
    public Refusal? Apply(FieldChange change, int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"changes[{index}]");
        return change switch
        {
            { Type: FieldChangeType.Add } => Add(change, at, index),
            { FieldId: not null } => ChangeField(change, at),
            { Key: not null, VisitId: not null } => ChangeProperty(change, at, index),
            _ => Refusal.Invalid($"{at}.field_id", "required", "Name the field, or the property of a visit by visit_id and key."),
        };
    }

    private Refusal? Add(FieldChange change, string at, int index)
    {
        if (AdditionRules.Check(change, at) is { } refusal)
        {
            return refusal;
        }

        var (key, type) = (change.Key!, AdditionRules.TypeOf(change));
        if (!ValueRules.Read(key, type, change.Value!, $"{at}.value").TryGet(out var value, out refusal))
        {
            return refusal;
        }

        if (value == FieldValue.Nothing)
        {
            return Refusal.Invalid($"{at}.value", "required", "An addition needs a value.");
        }

        var visitId = change.VisitId;
        if (VisitKeys.Metadata.Contains(key))
        {
            visitId = draft.AddVisit().Id;
        }
        else if (visitId is not null && draft.FindVisit(visitId) is null)
        {
            if (visitId != VisitGroup.Unassigned)
            {
                return Refusal.Invalid($"{at}.visit_id", "not_found", "The interpretation has no such visit.");
            }

            draft.AddVisit(visitId);
        }

        AddField(key, value, type, visitId, index);
        return null;
    }

    private void AddField(string key, FieldValue value, SchemaValueType type, string? visitId, int index)
    {
        var field = HumanField.New(version.IdOf(string.Create(CultureInfo.InvariantCulture, $"field|{index}")), key, value, type, visitId, data);
        log.Added(draft.Add(field, visitId), field);
    }

    private Refusal? ChangeField(FieldChange change, string at)
    {
        if (draft.Find(change.FieldId!) is not { } place)
        {
            return Refusal.Invalid($"{at}.field_id", "not_found", "The interpretation has no such field.");
        }

        if (change.Key is { } key && key != place.Field.Key)
        {
            return Refusal.Invalid($"{at}.key", "match", "The field has another key; keys do not change.");
        }

        if (change.VisitId is { } visit && visit != place.VisitId)
        {
            return Refusal.Invalid($"{at}.visit_id", "match", "The field is not one of this visit; fields do not move.");
        }

        if (change.Type == FieldChangeType.Delete)
        {
            log.Deleted(place.Path, place.Field);
            place.Fields.RemoveAt(place.Index);
            return null;
        }

        if (!UpdateRules.Read(change, place.Field.Key, place.Field.Value, place.Field.ValueType, at).TryGet(out var value, out var refusal))
        {
            return refusal;
        }

        if (!UpdateRules.IsSame(place.Field.Value, place.Field.ValueType, value, change.ValueType!.Value))
        {
            log.Updated(place.Path, place.Field, value);
            place.Fields[place.Index] = HumanField.Of(place.Field, value, change.ValueType.Value, data);
        }

        return null;
    }

    private Refusal? ChangeProperty(FieldChange change, string at, int index)
    {
        var (key, visitId) = (change.Key!, change.VisitId!);
        if (!VisitKeys.Metadata.Contains(key))
        {
            return Refusal.Invalid($"{at}.field_id", "required", "Name the field; by visit_id and key only properties of a visit are changed.");
        }

        if (draft.FindVisit(visitId) is not { } visit || (visit.IsUnassigned && key != FieldKeys.ReasonForVisit))
        {
            return Refusal.Invalid($"{at}.visit_id", "not_found", "The interpretation has no such visit, or it is the one without dates.");
        }

        if (visit.Metadata.Find(field => field.Key == key) is { } property)
        {
            return ChangeField(change with { FieldId = property.FieldId }, at);
        }

        if (change.Type == FieldChangeType.Delete)
        {
            return null;
        }

        var type = GlobalSchema.Find(key)!.ValueType;
        if (!UpdateRules.Read(change, key, FieldValue.Nothing, type, at).TryGet(out var value, out var refusal))
        {
            return refusal;
        }

        if (value != FieldValue.Nothing)
        {
            AddField(key, value, type, visitId, index);
        }

        return null;
    }
}
