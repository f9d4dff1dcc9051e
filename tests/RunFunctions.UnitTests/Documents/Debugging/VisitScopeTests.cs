using RunFunctions.Api.Documents.Debugging;
using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Debugging;

/// <summary>Visits and their windows of the raw text, as numbers and as a page.</summary>
public sealed class VisitScopeTests
{
    private const string Record =
        "Paciente: Duna\nVisita 02/03/2025 tos\nDiagnostico: traqueitis\nVisita 16/03/2025 mejor\nExploracion sin hallazgos";

    [Fact]
    public void A_window_goes_from_the_line_of_a_visit_to_that_of_the_next()
    {
        var scopes = VisitScope.Of(Interpretations.Of(Record), Record);
        Assert.Equal(
            [("2025-03-02", "Visita 02/03/2025 tos\nDiagnostico: traqueitis\n"), ("2025-03-16", "Visita 16/03/2025 mejor\nExploracion sin hallazgos")],
            scopes.Select(scope => (scope.Group.VisitDate!, scope.Window)));
        Assert.All(scopes, scope => Assert.True(scope.IsAnchored && scope.IsAssigned));
    }

    [Fact]
    public void Without_the_text_no_visit_is_anchored() =>
        Assert.All(VisitScope.Of(Interpretations.Of(Record), text: null), scope => Assert.Equal((false, ""), (scope.IsAnchored, scope.Window)));

    [Fact]
    public void A_text_that_is_shorter_than_it_was_is_survived() =>
        Assert.All(VisitScope.Of(Interpretations.Of(Record), "Visita"), scope => Assert.False(scope.IsAnchored));

    [Fact]
    public void What_belongs_to_no_visit_is_counted_apart()
    {
        const string text = "Paciente: Toby\nDiagnostico: esguince leve\nTratamiento: reposo";
        var view = VisitScopingView.Of(Scoping(Interpretations.Of(text), text));
        Assert.Equal((1, 0, 0, true), (view.Summary.TotalVisits, view.Summary.AssignedVisits, view.Summary.AnchoredVisits, view.Summary.RawTextAvailable));
        Assert.True(view.Summary.UnassignedFieldCount > 0);
        Assert.Equal((1, "unassigned", (string?)null, 0), (view.Visits.Single().VisitIndex, view.Visits.Single().VisitId, view.Visits.Single().VisitDate, view.Visits.Single().RawContextChars));
    }

    [Fact]
    public void Nothing_of_a_document_becomes_markup()
    {
        const string evil = "Visita 02/03/2025 <script>alert('x')</script>\nDiagnostico: </pre><img src=x onerror=\"y\"> & \"otitis\"";
        var page = new VisitPage(Scoping(Interpretations.Of(evil), evil)).Write();
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;/pre&gt;&lt;img src=x onerror=&quot;y&quot;&gt; &amp; ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, page.Split("<article>").Length - 1);
    }

    private static VisitScoping Scoping(InterpretationData data, string text) => new(
        DocumentId.Parse(data.DocumentId), RunId.Parse(data.ProcessingRunId), RawTextAvailable: true, VisitScope.Of(data, text));
}
