using Azure.Data.Tables;

namespace LocalRuntime.Tests.Api;

public sealed class TablesSurfaceTests
{
    [Fact]
    public void The_table_client_shows_nothing_that_the_official_package_does_not()
    {
        var deviations = SurfaceComparer.Deviations(typeof(TableClient).Assembly, ["Azure.Data.Tables.txt"]);

        Assert.True(deviations.Count == 0, string.Join(Environment.NewLine, deviations));
    }
}
