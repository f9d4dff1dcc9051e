using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.UnitTests.Documents;

public sealed class DocumentFilterTextTests
{
    [Fact]
    public void Everything_that_is_left_out_holds_for_any_document()
    {
        var filter = Read().Value!;
        Assert.Equal(DocumentFilter.All with { Statuses = filter.Statuses }, filter);
        Assert.Empty(filter.Statuses);
        Assert.Equal("", DocumentFilterText.Line(filter));
    }

    [Fact]
    public void Every_status_and_review_status_has_the_name_that_answers_give_it()
    {
        var statuses = Enum.GetValues<DocumentStatus>().ToDictionary(status => status, status => System.Text.Json.JsonSerializer.Serialize(status).Trim('"'));
        Assert.All(statuses, status => Assert.Equal([status.Key], Read(("status", status.Value)).Value!.Statuses));
        Assert.All(
            Enum.GetValues<ReviewStatus>(),
            status => Assert.Equal(status, Read(("review_status", System.Text.Json.JsonSerializer.Serialize(status).Trim('"'))).Value!.ReviewStatus));
    }

    [Fact]
    public void Filters_that_hold_the_same_documents_have_the_same_line_and_others_have_not()
    {
        string[] lines =
        [
            Line(("status", "FAILED,COMPLETED,FAILED"), ("created_from", "2026-03-01T13:00:00+01:00"), ("q", "  ÁRBOL   verde ")),
            Line(("status", "COMPLETED,FAILED"), ("created_from", "2026-03-01T12:00:00Z"), ("q", "arbol verde")),
        ];
        Assert.Single(lines.Distinct());
        Assert.NotEqual(Line(("q", "a&language=es")), Line(("q", "a"), ("language", "es")));
        Assert.NotEqual(Line(("created_from", "2026-03-01T12:00:00Z")), Line(("created_to", "2026-03-01T12:00:00Z")));
    }

    [Theory]
    [InlineData("status", "completed", "enum")]
    [InlineData("status", "", "enum")]
    [InlineData("status", "FAILED,", "enum")]
    [InlineData("review_status", "DONE", "enum")]
    [InlineData("created_from", "2026-03-01", "date_time")]
    [InlineData("created_to", "9999-12-31T23:59:59Z", "date_time")]
    [InlineData("language", "ES", "language")]
    [InlineData("language", "xx", "language")]
    [InlineData("language", "", "language")]
    [InlineData("q", "", "length")]
    [InlineData("q", "  ", "length")]
    public void A_text_that_no_document_can_have_is_refused_by_its_name(string name, string text, string rule)
    {
        var error = Assert.Single(Read((name, text)).Refusal!.Errors!);
        Assert.Equal((name, rule), (error.Path, error.Rule));
    }

    [Fact]
    public void A_part_of_a_name_has_at_most_100_characters()
    {
        Assert.NotNull(Read(("q", new string('a', 100))).Value);
        Assert.Equal("length", Assert.Single(Read(("q", new string('a', 101))).Refusal!.Errors!).Rule);
    }

    [Fact]
    public void A_span_of_time_has_a_beginning_before_its_end() =>
        Assert.Equal("created_to", Assert.Single(Read(("created_from", "2026-03-01T12:00:00Z"), ("created_to", "2026-03-01T12:00:00Z")).Refusal!.Errors!).Path);

    private static string Line(params (string Name, string Text)[] given) => DocumentFilterText.Line(Read(given).Value!);

    private static Result<DocumentFilter> Read(params (string Name, string Text)[] given) =>
        DocumentFilterText.Read(name => given.Where(text => text.Name == name).Select(text => text.Text).FirstOrDefault());
}
