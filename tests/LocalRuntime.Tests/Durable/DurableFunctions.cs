using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable;

public sealed record Order(string Item, int Count);

/// <summary>What an activity gets from dependency injection in <see cref="DurableFunctions"/>.</summary>
public sealed class Prices
{
    private readonly Dictionary<string, int> _prices = new() { ["apple"] = 5 };

    public int Of(string item) => _prices[item];
}

/// <summary>An app as its author would write it.</summary>
public sealed class DurableFunctions(Prices prices)
{
    [Function("StartOrder")]
    public static async Task<IResult> StartOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        var order = await request.ReadFromJsonAsync<Order>();
        var instanceId = await client.ScheduleNewOrchestrationInstanceAsync("PriceOrder", order, new StartOrchestrationOptions(id));
        return Results.Json(client.CreateHttpManagementPayload(instanceId), statusCode: StatusCodes.Status202Accepted);
    }

    [Function("PriceOrder")]
    public static async Task<int> PriceOrder([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
    {
        var unit = await context.CallActivityAsync<int>(nameof(UnitPrice), order.Item);
        return await context.CallActivityAsync<int>("Multiply", new Order(order.Item, order.Count * unit));
    }

    [Function(nameof(UnitPrice))]
    public Task<int> UnitPrice([ActivityTrigger] string item, FunctionContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(prices.Of(item) + (context.FunctionDefinition.Name == nameof(UnitPrice) ? 0 : 1000));
    }

    [Function("Multiply")]
    public static int Multiply([ActivityTrigger] Order order) => order?.Count ?? 0;

    [Function("WaitForApproval")]
    public static async Task<string?> WaitForApproval([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("Approval");

    [Function("Refuse")]
    public static Task<string> Refuse([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new InvalidOperationException("refused " + context.Name);
}
