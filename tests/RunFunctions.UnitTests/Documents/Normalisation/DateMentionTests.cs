using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.UnitTests.Documents.Normalisation;

public sealed class DateMentionTests
{
    [Theory]
    [InlineData("control 05/06/2024 y 2024-07-01.", "2024-06-05 2024-07-01")]
    [InlineData("- 03/09/20 - 16:36 -", "2020-09-03")]
    [InlineData("31/04/2024", "")]
    [InlineData("chip 941-000-12, lote a12/05/2024", "")]
    [InlineData("10.1.12.5 y 1/2/2024/3", "")]
    [InlineData("", "")]
    public void Dates_are_found_wherever_they_stand(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', DateMention.In(text).Select(found => found.Date.ToIso())));

    [Fact]
    public void A_mention_says_where_it_stands()
    {
        const string Text = "visita del 5-6-24, alta";
        var found = Assert.Single(DateMention.In(Text));
        Assert.Equal("5-6-24", Text[found.Start..found.End]);
    }
}
