using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api;
using RunFunctions.Api.Documents;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>Every function can be found, built and called; every route is written whole.</summary>
public sealed class FunctionTests
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly IReadOnlyList<MethodInfo> Functions =
        [.. Assemblies.Api.GetTypes().SelectMany(type => type.GetMethods(Any)).Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    public static TheoryData<Type> FunctionClasses => [.. Functions.Select(function => function.DeclaringType!).Distinct()];

    [Fact]
    public void There_are_functions() => Assert.NotEmpty(Functions);

    [Fact]
    public void Every_function_is_public_in_a_public_class() => Rule.Holds(Functions.SelectMany(Hidden));

    [Fact]
    public void Function_names_are_unique() =>
        Rule.Holds(Functions.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_route_is_written_whole() =>
        Rule.Holds(Functions.Where(function => AppFunctions.TriggerOf(function) is { } trigger && !IsWhole(trigger.Route)).Select(NameOf));

    [Fact]
    public void No_two_functions_answer_the_same_request() =>
        Rule.Holds(Functions.Select(function => AppFunctions.TriggerOf(function)).OfType<HttpTriggerAttribute>()
            .SelectMany(trigger => (trigger.Methods ?? []).Select(method => $"{method.ToUpperInvariant()} {trigger.Route}"))
            .GroupBy(request => request)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key));

    [Theory]
    [MemberData(nameof(FunctionClasses))]
    public void Every_function_class_resolves(Type functions)
    {
        using var provider = BuildApp();
        using var scope = provider.CreateScope();

        Assert.IsType(functions, ActivatorUtilities.CreateInstance(scope.ServiceProvider, functions));
    }

    [Fact]
    public void Every_registered_service_of_the_app_resolves()
    {
        using var provider = BuildApp(out var services);

        Assert.All(
            services.Where(service => Assemblies.App.Contains(service.ServiceType.Assembly)).Select(service => service.ServiceType).Distinct(),
            service => Assert.NotNull(provider.GetRequiredService(service)));
    }

    [Fact]
    public void Every_port_has_one_adapter() =>
        Rule.Holds(
            from port in Assemblies.Core.GetTypes()
            where port.IsInterface && port.Namespace!.EndsWith(".Ports", StringComparison.Ordinal) && port != typeof(IRunPlan)
            let adapters = Assemblies.App.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsClass && port.IsAssignableFrom(type)).ToList()
            where adapters.Count != 1
            select $"{port} has {adapters.Count} adapters.");

    [Fact]
    public void Every_kind_of_run_has_an_orchestration()
    {
        using var provider = BuildApp();

        Assert.Subset(
            Functions.Select(NameOf).ToHashSet(),
            provider.GetServices<IRunPlan>().Select(plan => DurableRunScheduler.OrchestrationOf(plan.Kind)).ToHashSet());
        Assert.Contains(nameof(DocumentRun), provider.GetServices<IRunPlan>().Select(plan => DurableRunScheduler.OrchestrationOf(plan.Kind)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("documents", false)]
    [InlineData("/api/documents", false)]
    [InlineData("api/documents", true)]
    [InlineData("ui/{*path}", true)]
    [InlineData("{*path}", true)]
    public void A_route_begins_with_its_first_segment(string? route, bool whole) => Assert.Equal(whole, IsWhole(route));

    [Fact]
    public void A_hidden_function_is_found()
    {
        Assert.NotEmpty(Hidden(typeof(HiddenFunctions).GetMethod(nameof(HiddenFunctions.InHiddenClass))!));
        Assert.NotEmpty(Hidden(typeof(FunctionTests).GetMethod(nameof(HiddenMethod), Any)!));
    }

    [Fact]
    public void A_function_class_that_does_not_resolve_is_found()
    {
        using var provider = BuildApp();

        Assert.Throws<InvalidOperationException>(() => ActivatorUtilities.CreateInstance<HiddenFunctions>(provider));
    }

    private static ServiceProvider BuildApp() => BuildApp(out _);

    private static ServiceProvider BuildApp(out IServiceCollection services)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("AzureWebJobsStorage", "UseDevelopmentStorage=true")]);
        builder.AddRunFunctions();
        services = builder.Services;
        return builder.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    private static IEnumerable<string> Hidden(MethodInfo function)
    {
        if (!function.IsPublic)
        {
            yield return $"{NameOf(function)} is not public.";
        }

        if (!function.DeclaringType!.IsVisible)
        {
            yield return $"{function.DeclaringType} is not public.";
        }
    }

    private static bool IsWhole(string? route) =>
        route is "{*path}" || route?.StartsWith("api/", StringComparison.Ordinal) == true || route?.StartsWith("ui/", StringComparison.Ordinal) == true;

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()?.Name ?? function.Name;

    private static void HiddenMethod()
    {
        // A sample for the rule.
    }

    private sealed class HiddenFunctions(Uri unknown)
    {
        public Uri InHiddenClass() => unknown;
    }
}
