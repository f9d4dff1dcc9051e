using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.UnitTests.Documents.Interpretation;
namespace RunFunctions.UnitTests.Documents.Visits;
public sealed class TmpReplay
{
    [Fact]
    public void Replay()
    {
        for (var i = 0; i < 400; i++)
        {
            foreach (var text in RecordTexts.Long.Generator.Sample(5))
            {
                var data = Interpretations.Of(text);
                var bad = data.Fields.Where(f => VisitKeys.Contains(f.Key)).Select(f => f.Key).ToList();
                var dup = data.AllFields().GroupBy(f => f.FieldId).Where(g => g.Count() > 1).Select(g => g.First().Key).ToList();
                var dates = string.Join(",", data.Visits.Select(v => v.VisitId + v.VisitDate));
                var assigned = data.Visits.Where(visit => visit.VisitId != "unassigned").ToList();
                Assert.True(bad.Count + dup.Count == 0, string.Join(",", bad) + "|" + string.Join(",", dup));
                Assert.True(assigned.Zip(assigned.Skip(1)).All(pair => string.CompareOrdinal(pair.First.VisitDate, pair.Second.VisitDate) <= 0), dates);
            }
        }
    }
}
