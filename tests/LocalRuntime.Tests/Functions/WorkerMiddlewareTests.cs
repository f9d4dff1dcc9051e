using System.Net;
using LocalRuntime.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalRuntime.Tests.Functions;

public sealed class WorkerMiddlewareTests
{
    [Fact]
    public async Task Middleware_surrounds_the_function_in_the_order_in_which_it_was_added()
    {
        await using var host = await Plan(builder => builder.UseMiddleware<Outer>().UseMiddleware<Inner>()).StartAsync();
        Assert.Equal("outer inner function inner outer", await TrailAsync(host, "/trail"));
    }

    [Theory]
    [InlineData("/trail", "function")]
    [InlineData("/other", "inner function inner")]
    public async Task Middleware_can_be_limited_to_some_invocations(string path, string expected)
    {
        await using var host = await Plan(builder => builder.UseWhen<Inner>(context => context.FunctionDefinition.Name == "other")).StartAsync();
        Assert.Equal(expected, await TrailAsync(host, path));
    }

    [Fact]
    public async Task Middleware_can_answer_in_place_of_the_function()
    {
        await using var host = await Plan(builder => builder.UseMiddleware((context, _) =>
        {
            context.GetInvocationResult().Value = Results.Problem(statusCode: StatusCodes.Status403Forbidden);
            return Task.CompletedTask;
        })).StartAsync();
        using var response = await host.Client.GetAsync(new Uri("/trail", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Middleware_sees_and_may_replace_what_the_function_returned()
    {
        await using var host = await Plan(builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            Assert.Throws<InvalidOperationException>(() => context.GetInvocationResult<int?>());
            var result = context.GetInvocationResult<IResult>();
            Assert.NotNull(result.Value);
            result.Value = Results.Text("replaced");
        })).StartAsync();
        Assert.Equal("replaced", await host.Client.GetStringAsync(new Uri("/trail", UriKind.Relative)));
    }

    [Fact]
    public async Task Middleware_added_before_ASP_NET_Core_runs_without_its_context()
    {
        List<bool> hasHttpContext = [];
        var plan = Plan(builder =>
        {
            builder.UseMiddleware((context, next) => Note(context, next, hasHttpContext));
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware((context, next) => Note(context, next, hasHttpContext));
        });
        await using var host = await (plan with { AspNetCore = false }).StartAsync();
        await host.Client.GetStringAsync(new Uri("/trail", UriKind.Relative));
        Assert.Equal([false, true], hasHttpContext);
    }

    [Fact]
    public async Task An_HTTP_function_without_ASP_NET_Core_integration_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => (Plan(_ => { }) with { AspNetCore = false }).StartAsync());
        Assert.Contains("ConfigureFunctionsWebApplication", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_that_are_not_HTTP_pass_through_the_same_middleware()
    {
        await using var host = await (Plan(builder => builder.UseMiddleware<Outer>()) with { Functions = [typeof(QueueLikeFunctions)] }).StartAsync();
        var function = Assert.Single(host.Services.GetRequiredService<IFunctionCatalog>().Functions);
        var result = await host.Services.GetRequiredService<IFunctionInvoker>().InvokeAsync(function, """{ "text": "hello" }""", httpContext: null, CancellationToken.None);
        Assert.Equal("hello outer", result);
    }

    [Fact]
    public async Task The_functions_own_exception_comes_out_of_an_invocation()
    {
        await using var host = await (Plan(_ => { }) with { Functions = [typeof(QueueLikeFunctions)] }).StartAsync();
        var function = Assert.Single(host.Services.GetRequiredService<IFunctionCatalog>().Functions);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => host.Services.GetRequiredService<IFunctionInvoker>().InvokeAsync(function, new Message("throw"), httpContext: null, CancellationToken.None));
    }

    [Fact]
    public async Task A_function_is_told_when_its_time_is_up()
    {
        ManualTime time = new(DateTimeOffset.UnixEpoch);
        var plan = new HostUnderTest.Plan
        {
            Functions = [typeof(SlowFunctions)],
            HostJson = """{ "version": "2.0", "functionTimeout": "00:05:00", "extensions": { "http": { "routePrefix": "" } } }""",
            Configure = builder => builder.Services.AddSingleton<TimeProvider>(time),
        };
        await using var host = await plan.StartAsync();
        var call = host.Client.GetStringAsync(new Uri("/slow", UriKind.Relative));
        await time.SomebodyWaitsAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("told", await call);
    }

    private static HostUnderTest.Plan Plan(Action<FunctionsApplicationBuilder> configure)
        => new() { Functions = [typeof(TrailFunctions)], Configure = configure };

    private static async Task<string> TrailAsync(HostUnderTest host, string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    private static Task Note(FunctionContext context, Func<Task> next, List<bool> hasHttpContext)
    {
        hasHttpContext.Add(context.GetHttpContext() is not null);
        return next();
    }

    private static List<string> Trail(FunctionContext context)
    {
        if (context.Items.TryGetValue("trail", out var trail))
        {
            return (List<string>)trail;
        }

        List<string> created = [];
        context.Items["trail"] = created;
        return created;
    }

    internal sealed record Message(string Text);

    private sealed class Outer : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            Trail(context).Add("outer");
            await next(context);
            Trail(context).Add("outer");
            context.GetInvocationResult().Value = context.GetInvocationResult().Value is string text
                ? text + " outer"
                : Results.Text(string.Join(' ', Trail(context)));
        }
    }

    private sealed class Inner : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            Trail(context).Add("inner");
            await next(context);
            Trail(context).Add("inner");
            context.GetInvocationResult().Value = Results.Text(string.Join(' ', Trail(context)));
        }
    }

    private static class TrailFunctions
    {
        [Function("trail")]
        public static IResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => Add(request, context);

        [Function("other")]
        public static IResult Other([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => Add(request, context);

        private static IResult Add(HttpRequest request, FunctionContext context)
        {
            Trail(context).Add("function");
            return Results.Text(string.Join(' ', Trail(context)), statusCode: request.Method == "GET" ? 200 : 405);
        }
    }

    private static class QueueLikeFunctions
    {
        [Function("queueLike")]
        public static async Task<string> Run([TestTrigger] Message message)
        {
            await Task.Yield();
            return message.Text == "throw" ? throw new InvalidTimeZoneException() : message.Text;
        }
    }

    private static class SlowFunctions
    {
        [Function("slow")]
        public static async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(told.SetResult);
            await told.Task;
            return Results.Text(request.HttpContext.RequestAborted.IsCancellationRequested ? "caller gone" : "told");
        }
    }
}
