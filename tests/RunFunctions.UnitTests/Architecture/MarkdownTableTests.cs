using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

public sealed class MarkdownTableTests
{
    private const string Text = """
        # Title

        | a | b |
        |---|:--|
        | `x` | two `ticks` in `it` |
        | y\|z | 2 |

        ## Below
        text
        | c |
        |---|
        """;

    [Fact]
    public void Tables_are_read_with_their_headings()
    {
        var tables = MarkdownTable.In(Text);

        Assert.Equal(["Title", "Below"], tables.Select(table => table.Section));
        Assert.Equal(["x", "y|z"], tables[0].Column("a"));
        Assert.Equal(["two `ticks` in `it`", "2"], tables[0].Column("b"));
        Assert.Empty(tables[1].Column("c"));
    }

    [Fact]
    public void A_missing_column_is_an_error() => Assert.Throws<ArgumentException>(() => MarkdownTable.In(Text)[0].Column("d"));
}
