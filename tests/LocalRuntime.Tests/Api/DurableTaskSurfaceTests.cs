using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Api;

public sealed class DurableTaskSurfaceTests
{
    [Fact]
    public void The_durable_engine_shows_nothing_that_the_official_packages_do_not()
    {
        var deviations = SurfaceComparer.Deviations(
            typeof(DurableTaskClient).Assembly,
            ["Microsoft.DurableTask.Abstractions.txt", "Microsoft.DurableTask.Client.txt", "Microsoft.Azure.Functions.Worker.Extensions.txt"]);

        Assert.True(deviations.Count == 0, string.Join(Environment.NewLine, deviations));
    }
}
