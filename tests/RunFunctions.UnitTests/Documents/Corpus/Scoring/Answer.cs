using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Corpus.Scoring;

/// <summary>What an interpretation says, by slot.</summary>
internal sealed class Answer
{
    private readonly Dictionary<Slot, List<string>> _values = [];

    public IEnumerable<Slot> Slots => _values.Keys;

    public IReadOnlyList<string> this[Slot slot] => _values.GetValueOrDefault(slot) ?? [];

    public static Answer Of(InterpretationData data)
    {
        var answer = new Answer();
        answer.Add(new Slot("document_date", null), data.GlobalSchema["document_date"].Text);
        foreach (var field in data.Fields.Concat(data.OtherFields).Where(field => field.Key is not ("document_date" or "visit_date")))
        {
            answer.Add(new Slot(field.Key, RecordKeys.Visit.Contains(field.Key) ? Slot.Unassigned : null), field.Value.AsText());
        }

        foreach (var visit in data.Visits)
        {
            answer.Add(visit);
        }

        return answer;
    }

    public void Add(Slot slot, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || !RecordKeys.All.Contains(slot.Key))
        {
            return;
        }

        if (!_values.TryGetValue(slot, out var values))
        {
            _values.Add(slot, values = []);
        }

        values.Add(value);
    }

    private void Add(VisitGroup visit)
    {
        var day = visit.VisitDate ?? Slot.Unassigned;
        Add(new Slot("visit_date", null), visit.VisitDate);
        Add(new Slot("reason_for_visit", day), visit.ReasonForVisit);
        Add(new Slot("admission_date", day), visit.AdmissionDate);
        Add(new Slot("discharge_date", day), visit.DischargeDate);
        foreach (var field in visit.Fields)
        {
            Add(new Slot(field.Key, day), field.Value.AsText());
        }
    }
}
