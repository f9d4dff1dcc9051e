using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Tests.Api;

public sealed class FunctionsSurfaceTests
{
    [Fact]
    public void The_functions_host_shows_nothing_that_the_official_packages_do_not()
    {
        var deviations = SurfaceComparer.Deviations(
            typeof(FunctionContext).Assembly,
            ["Microsoft.Azure.Functions.Worker.Core.txt", "Microsoft.Azure.Functions.Worker.Extensions.txt"]);

        Assert.True(deviations.Count == 0, string.Join(Environment.NewLine, deviations));
    }
}
