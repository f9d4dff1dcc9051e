using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Access;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Platform;

/// <summary>Every function makes exactly the storage calls that docs/storage-budget.md promises: its own, those of the identity and those of the audit.</summary>
public sealed class RequestBudgetTests : IDisposable
{
    private readonly InvocationCosts _whole = new();
    private readonly InvocationCosts _own = new();

    [Fact]
    public async Task Every_function_makes_the_calls_of_the_budget()
    {
        await using var app = await UnlimitedApp.StartAsync(_whole.Surround, builder =>
        {
            _own.Surround(builder);
            InvocationCosts.WithoutBackgroundAudit(builder);
        });
        using var organization = await TestOrganization.CreateAsync(app, "budget");
        SortedDictionary<string, RequestCalls> measured = new(StringComparer.Ordinal);
        foreach (var route in FunctionRoute.All)
        {
            // The first time makes what is made once: keys, the head of the audit's chain, objects to work on.
            await SendAsync(route, organization);
            var unknown = await SendAsync(route, organization, app);
            var remembered = await SendAsync(route, organization);
            var audit = remembered.Whole - remembered.Own;
            measured[route.Function] = new RequestCalls(remembered.Own, unknown.Whole - unknown.Own - audit, audit);
        }

        Assert.Equal(StorageBudget.Requests.OrderBy(request => request.Key, StringComparer.Ordinal), measured);
    }

    public void Dispose()
    {
        _whole.Dispose();
        _own.Dispose();
    }

    // Preparing an object or a body makes the caller known again; with an app, the caller is forgotten after it.
    private async Task<(int Whole, int Own)> SendAsync(FunctionRoute route, TestOrganization organization, LocalApp? app = null)
    {
        var probe = Probes.All[route.Function];
        var id = probe.Object is { } kind ? await OneAsync(kind, organization) : null;
        using var request = new HttpRequestMessage(new HttpMethod(route.Methods[0]), new Uri(route.AddressOf(id), UriKind.Relative))
        {
            Content = probe.BodyAsync is { } body ? await body(organization) : null,
        };
        if (app is not null)
        {
            Forget(app, organization);
        }

        _whole.Forget();
        _own.Forget();
        using var answer = await organization.Client.SendAsync(request);
        Assert.True((int)answer.StatusCode < 300 || route.Function == "Fallback", $"{route.Function}: {answer}");
        var calls = (await _whole.NextAsync(route.Function), await _own.NextAsync(route.Function));
        if (answer.Headers.Contains("Operation-Location"))
        {
            await _whole.NextAsync("EndRun");
        }

        return calls;
    }

    // Nothing of an object's run is under way when the object is used.
    private async Task<string> OneAsync(ObjectKind kind, TestOrganization organization)
    {
        var shared = kind.OneAsync(organization, Relation.OwnOrganization, default);
        var isNew = !shared.IsCompleted;
        var id = await shared;
        if (kind.HasRun && isNew)
        {
            await _whole.NextAsync("EndRun");
        }

        return id;
    }

    private static void Forget(LocalApp app, TestOrganization organization) =>
        app.Services.GetRequiredService<CredentialCache<AccessToken>>().Forget(
            organization.Id, TokenText.Parse(organization.Client.DefaultRequestHeaders.Authorization!.Parameter)!.Id);
}
