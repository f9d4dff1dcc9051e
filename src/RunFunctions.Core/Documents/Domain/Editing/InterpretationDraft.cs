using System.Globalization;
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
    private readonly List<(VisitGroup Visit, List<StructuredField> Fields)> _visits = [.. data.Visits.Select(visit => (visit, visit.Fields.ToList()))];

    /// <summary>Where a field is; null when there is none of this id.</summary>
    public FieldPlace? Find(string fieldId) =>
        PlaceIn(_fields, fieldId, visitId: null, FieldPaths.Field)
        ?? PlaceIn(_otherFields, fieldId, visitId: null, FieldPaths.OtherField)
        ?? _visits
            .Select(entry => PlaceIn(entry.Fields, fieldId, entry.Visit.VisitId, id => FieldPaths.VisitField(entry.Visit.VisitId, id)))
            .FirstOrDefault(place => place is not null);

    public VisitGroup? FindVisit(string visitId) => _visits.FirstOrDefault(entry => entry.Visit.VisitId == visitId).Visit;

    /// <summary>Puts a field behind those of its key and of keys before it in the contract.</summary>
    /// <returns>Its path.</returns>
    public string Add(StructuredField field, string? visitId)
    {
        if (visitId is not null)
        {
            Insert(_visits.First(entry => entry.Visit.VisitId == visitId).Fields, field);
            return FieldPaths.VisitField(visitId, field.FieldId);
        }

        if (GlobalSchema.FindInRecord(field.Key) is null)
        {
            _otherFields.Add(field);
            return FieldPaths.OtherField(field.FieldId);
        }

        Insert(_fields, field);
        return FieldPaths.Field(field.FieldId);
    }

    /// <summary>A new visit behind the others, before what belongs to none.</summary>
    /// <returns>Its id.</returns>
    public string AddVisit()
    {
        for (var number = _visits.Count + 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"visit-{number:D3}");
            if (FindVisit(id) is null)
            {
                AddVisit(id);
                return id;
            }
        }
    }

    public void AddVisit(string id)
    {
        var unassigned = _visits.FindIndex(entry => entry.Visit.VisitId == VisitProperties.Unassigned);
        _visits.Insert(
            unassigned < 0 ? _visits.Count : unassigned,
            (new VisitGroup(id, VisitDate: null, AdmissionDate: null, DischargeDate: null, ReasonForVisit: null, Fields: []), []));
    }

    public void SetProperty(string visitId, string key, string? value)
    {
        var index = _visits.FindIndex(entry => entry.Visit.VisitId == visitId);
        _visits[index] = (VisitProperties.Set(_visits[index].Visit, key, value), _visits[index].Fields);
    }

    /// <summary>The changed interpretation; visits of which nothing is left are gone, and what is counted from the values is counted again.</summary>
    public InterpretationData Build(DateTimeOffset createdAt) => ContractValues.Recount(data with
    {
        CreatedAt = createdAt.ToUniversalTime(),
        Fields = [.. _fields],
        Visits = [.. _visits.Select(entry => entry.Visit with { Fields = [.. entry.Fields] }).Where(visit => !VisitProperties.IsEmpty(visit))],
        OtherFields = [.. _otherFields],
    });

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
