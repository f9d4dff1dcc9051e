using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>An interpretation while it is changed: every field by its id, wherever it is.</summary>
internal sealed class InterpretationDraft(InterpretationData data)
{
    private static readonly Dictionary<string, int> Order = GlobalSchema.Fields.Concat(GlobalSchema.PanelOnlyFields)
        .Select((field, index) => (field.Key, index))
        .ToDictionary(entry => entry.Key, entry => entry.index, StringComparer.Ordinal);

    private readonly List<StructuredField> _fields = [.. data.Fields];
    private readonly List<StructuredField> _otherFields = [.. data.OtherFields];
    private readonly List<VisitDraft> _visits = [.. data.Visits.Select(visit => new VisitDraft(visit.VisitId, visit.Metadata, visit.Fields))];

    /// <summary>Where a field is; null when there is none of this id.</summary>
    public FieldPlace? Find(string fieldId) =>
        PlaceIn(_fields, fieldId, visitId: null, FieldPaths.Field)
        ?? PlaceIn(_otherFields, fieldId, visitId: null, FieldPaths.OtherField)
        ?? _visits.Select(visit => FindIn(visit, fieldId)).FirstOrDefault(place => place is not null);

    public VisitDraft? FindVisit(string visitId) => _visits.Find(visit => visit.Id == visitId);

    /// <summary>Puts a field behind those of its key and of keys before it in the contract.</summary>
    /// <returns>Its path.</returns>
    public string Add(StructuredField field, string? visitId)
    {
        if (visitId is not null)
        {
            var visit = FindVisit(visitId)!;
            var isProperty = VisitKeys.Metadata.Contains(field.Key);
            Insert(isProperty ? visit.Metadata : visit.Fields, field);
            return isProperty ? FieldPaths.VisitProperty(visitId, field.Key) : FieldPaths.VisitField(visitId, field.FieldId);
        }

        if (GlobalSchema.FindInRecord(field.Key) is null)
        {
            _otherFields.Add(field);
            return FieldPaths.OtherField(field.FieldId);
        }

        Insert(_fields, field);
        return FieldPaths.Field(field.FieldId);
    }

    /// <summary>A new visit with an id that no other has.</summary>
    public VisitDraft AddVisit()
    {
        var number = _visits.Count + 1;
        while (FindVisit(VisitGroup.Id(number)) is not null)
        {
            number++;
        }

        return AddVisit(VisitGroup.Id(number));
    }

    public VisitDraft AddVisit(string id)
    {
        var visit = new VisitDraft(id, [], []);
        _visits.Add(visit);
        return visit;
    }

    /// <summary>
    /// The changed interpretation. Visits keep their ids and stand in order of their dates, those without one behind them; visits
    /// of which nothing is left are gone; what is counted from the values is counted again.
    /// </summary>
    public InterpretationData Build(DateTimeOffset createdAt) => ContractValues.Recount(data with
    {
        CreatedAt = createdAt.ToUniversalTime(),
        Fields = [.. _fields],
        Visits =
        [
            .. _visits.Where(visit => !visit.IsEmpty)
                .OrderBy(visit => visit.IsUnassigned)
                .ThenBy(visit => visit.Date is null)
                .ThenBy(visit => visit.Date, StringComparer.Ordinal)
                .Select(visit => visit.Build()),
        ],
        OtherFields = [.. _otherFields],
    });

    private static FieldPlace? FindIn(VisitDraft visit, string fieldId) =>
        PlaceIn(visit.Fields, fieldId, visit.Id, id => FieldPaths.VisitField(visit.Id, id)) is { } place ? place
        : PlaceIn(visit.Metadata, fieldId, visit.Id, FieldPaths.Field) is { } property ? property with { Path = FieldPaths.VisitProperty(visit.Id, property.Field.Key) }
        : null;

    private static FieldPlace? PlaceIn(List<StructuredField> fields, string fieldId, string? visitId, Func<string, string> path)
    {
        var index = fields.FindIndex(field => field.FieldId == fieldId);
        return index < 0 ? null : new FieldPlace(fields, index, visitId, path(fieldId));
    }

    private static void Insert(List<StructuredField> fields, StructuredField field)
    {
        var behind = fields.FindLastIndex(other => OrderOf(other) <= OrderOf(field));
        fields.Insert(behind + 1, field);
    }

    private static int OrderOf(StructuredField field) => Order.GetValueOrDefault(field.Key, int.MaxValue);
}

/// <summary>Where a field of a draft is.</summary>
/// <param name="Fields">The list that has it.</param>
/// <param name="Index">Its position there.</param>
/// <param name="VisitId">Its visit; null when it belongs to none.</param>
/// <param name="Path">Its path in change logs.</param>
internal sealed record FieldPlace(List<StructuredField> Fields, int Index, string? VisitId, string Path)
{
    public StructuredField Field => Fields[Index];
}
