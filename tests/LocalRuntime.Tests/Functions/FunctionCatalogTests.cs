using LocalRuntime.Functions.Hosting;
using LocalRuntime.Functions.Hosting.Catalog;
using LocalRuntime.Functions.Hosting.Startup;
using LocalRuntime.Tests.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: WorkerExtensionStartup(typeof(MarkingStartup))]

namespace LocalRuntime.Tests.Functions;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Public_functions_of_the_named_assembly_are_found()
    {
        FunctionCatalog catalog = new(Naming("LocalRuntime.Tests"));
        var function = Assert.Single(catalog.Functions, function => function.Name == "FoundInAssembly");
        Assert.Equal(nameof(PublicFunctions.Found), function.Method.Name);
        Assert.IsType<TestTriggerAttribute>(function.Trigger);
        Assert.Equal("message", function.TriggerParameter.Name);
    }

    [Fact]
    public void An_assembly_that_does_not_exist_is_named()
    {
        var failure = Assert.Throws<HostStartException>(() => new FunctionCatalog(Naming("No.Such.Assembly")));
        Assert.Contains("No.Such.Assembly", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(RepeatedName), "'Twice' is used more than once")]
    [InlineData(typeof(NoTrigger), "'Untriggered'")]
    [InlineData(typeof(TwoTriggers), "'Overtriggered'")]
    [InlineData(typeof(BadName), "'1st'")]
    [InlineData(typeof(HostName), "'Host'")]
    public void A_function_that_could_not_run_is_refused_by_name(Type functions, string named)
    {
        var failure = Assert.Throws<HostStartException>(() => new FunctionCatalog([functions]));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(UnboundParameter), "'unbound'")]
    [InlineData(typeof(BodyAsTrigger), "'BodyAsTrigger'")]
    public async Task A_parameter_that_nothing_binds_stops_the_start(Type functions, string named)
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(functions));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_startup_of_a_referenced_extension_runs_while_the_app_is_built()
    {
        CollectingBuilder builder = new();
        WorkerExtensions.RunStartups(builder, Naming("LocalRuntime.Tests"));
        Assert.Single(builder.Services, service => service.ServiceType == typeof(MarkingStartup));
    }

    private static IConfiguration Naming(string assembly)
        => new ConfigurationBuilder().AddInMemoryCollection([new(FunctionAssemblies.SettingName, assembly)]).Build();

    private sealed class CollectingBuilder : IFunctionsWorkerApplicationBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;
    }

    private static class RepeatedName
    {
        [Function("Twice")]
        public static int First([TestTrigger] string message) => message.Length;

        [Function("twice")]
        public static int Second([TestTrigger] string message) => message.Length;
    }

    private static class NoTrigger
    {
        [Function("Untriggered")]
        public static int Run(string message) => message.Length;
    }

    private static class TwoTriggers
    {
        [Function("Overtriggered")]
        public static int Run([TestTrigger] string message, [TimerTrigger("0 * * * * *")] TimerInfo timer) => timer.IsPastDue ? 0 : message.Length;
    }

    private static class BadName
    {
        [Function("1st")]
        public static int Run([TestTrigger] string message) => message.Length;
    }

    private static class HostName
    {
        [Function("Host")]
        public static int Run([TestTrigger] string message) => message.Length;
    }

    private static class UnboundParameter
    {
        [Function("Unbound")]
        public static int Run([TestTrigger] string message, Version unbound) => message.Length + unbound.Major;
    }

    private static class BodyAsTrigger
    {
        [Function("BodyAsTrigger")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "post")] Version body) => Results.Ok(body.Major);
    }
}

public static class PublicFunctions
{
    [Function("FoundInAssembly")]
    public static int Found([TestTrigger] string message) => message.Length;
}

internal sealed class MarkingStartup : WorkerExtensionStartup
{
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder) => applicationBuilder.Services.AddSingleton(this);
}
