using LocalRuntime.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Durable;

/// <summary>A functions host with <see cref="DurableFunctions"/> and a task hub of its own.</summary>
internal static class DurableHost
{
    public static Task<HostUnderTest> StartAsync() => new HostUnderTest.Plan
    {
        Functions = [typeof(DurableFunctions)],
        HostJson = $$"""
            {
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "" },
                "durableTask": { "hubName": "{{TestHub.NewName()}}", "maxConcurrentActivityFunctions": 4 }
              }
            }
            """,
        Arguments = ["--LocalRuntime:FunctionAssembly", "LocalRuntime.DurableTask"],
        Storage = TestAzurite.ConnectionString,
        Configure = builder => builder.Services.AddSingleton<Prices>(),
    }.StartAsync();
}
