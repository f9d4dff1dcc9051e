using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Access;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Platform;

/// <summary>Every function makes exactly the storage calls that docs/storage-budget.md promises: its own, those of the identity and those of the audit.</summary>
public sealed class RequestBudgetTests : IDisposable
{
    private readonly InvocationCosts _costs = new();
    private readonly InvocationCosts _auditCosts = new();
    private CountedAudit _audit = null!;

    [Fact]
    public async Task Every_function_makes_the_calls_of_the_budget()
    {
        await using var app = await UnlimitedApp.StartAsync(_costs.Surround, builder =>
        {
            InvocationCosts.WithoutBackgroundAudit(builder);
            builder.Services.AddSingleton<IAuditLog>(services => _audit = new CountedAudit(services.GetRequiredService<AuditLog>(), _auditCosts));
        });
        using var organization = await TestOrganization.CreateAsync(app, "budget");
        SortedDictionary<string, RequestCalls> measured = new(StringComparer.Ordinal);
        foreach (var route in FunctionRoute.All)
        {
            // The first time makes what is made once: keys, the head of the audit's chain, objects to work on.
            await SendAsync(route, organization);
            var (whole, audit) = await SendAsync(route, organization);
            var (wholeOfUnknown, _) = await SendAsync(route, organization, before: () => Forget(app, organization));
            measured[route.Function] = new RequestCalls(whole - audit, wholeOfUnknown - whole, audit);
        }

        Assert.Equal(StorageBudget.Requests.OrderBy(request => request.Key, StringComparer.Ordinal), measured);
    }

    public void Dispose()
    {
        _costs.Dispose();
        _auditCosts.Dispose();
    }

    private async Task<(int Whole, int Audit)> SendAsync(FunctionRoute route, TestOrganization organization, Action? before = null)
    {
        var probe = Probes.All[route.Function];
        var id = probe.Object is { } kind ? await OneAsync(kind, organization) : null;
        using var request = new HttpRequestMessage(new HttpMethod(route.Methods[0]), new Uri(route.AddressOf(id), UriKind.Relative))
        {
            Content = probe.BodyAsync is { } body ? await body(organization) : null,
        };

        // What was sent to prepare this does not count.
        await _audit.FlushAsync();
        _costs.Forget();
        _audit.Take();
        before?.Invoke();
        using var answer = await organization.Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode || route.Function == "Fallback", $"{route.Function}: {answer}");
        var whole = await _costs.NextAsync(route.Function);
        if (answer.Headers.Contains("Operation-Location"))
        {
            await _costs.NextAsync("EndRun");
        }

        return (whole, _audit.Take());
    }

    // Nothing of an object's run is under way when the object is used.
    private async Task<string> OneAsync(ObjectKind kind, TestOrganization organization)
    {
        var shared = kind.OneAsync(organization, Relation.OwnOrganization, default);
        var isNew = !shared.IsCompleted;
        var id = await shared;
        if (kind.HasRun && isNew)
        {
            await _costs.NextAsync("EndRun");
        }

        return id;
    }

    private static void Forget(LocalApp app, TestOrganization organization) =>
        app.Services.GetRequiredService<CredentialCache<AccessToken>>().Forget(
            organization.Id, TokenText.Parse(organization.Client.DefaultRequestHeaders.Authorization!.Parameter)!.Id);

    // Knows what entries cost that were stored before an answer.
    private sealed class CountedAudit(AuditLog audit, InvocationCosts costs) : IAuditLog
    {
        private int _calls;

        public bool IsFull => audit.IsFull;

        public Task FlushAsync() => audit.FlushAsync();

        public int Take() => Interlocked.Exchange(ref _calls, 0);

        public async Task WriteAsync(AuditEntry entry) => Interlocked.Add(ref _calls, await costs.CountAsync(() => audit.WriteAsync(entry)));

        public void WriteSoon(AuditEntry entry) => audit.WriteSoon(entry);
    }
}
