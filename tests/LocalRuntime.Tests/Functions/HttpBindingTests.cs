using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace LocalRuntime.Tests.Functions;

public sealed class HttpBindingTests
{
    [Theory]
    [InlineData("/text/abc%20d", "abc d")]
    [InlineData("/int/42", "42")]
    [InlineData("/long/9007199254740993", "9007199254740993")]
    [InlineData("/guid/2f1d8ad0-97a4-4d0e-9d3b-1f1f8f5b6a55", "2f1d8ad0-97a4-4d0e-9d3b-1f1f8f5b6a55")]
    [InlineData("/bool/true", "True")]
    [InlineData("/date/2026-02-03T04:05:06Z", "2026-02-03T04:05:06.0000000Z")]
    [InlineData("/optional", "none")]
    [InlineData("/optional/7", "7")]
    [InlineData("/optional?number=8", "8")]
    [InlineData("/default", "fallback")]
    public async Task A_route_or_query_value_binds_by_name_and_type(string path, string expected)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ValueFunctions));
        Assert.Equal(expected, await host.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Theory]
    [InlineData("/int/many", "number")]
    [InlineData("/int/99999999999", "number")]
    [InlineData("/needed", "number")]
    public async Task A_value_that_cannot_become_the_parameter_fails_the_invocation_and_names_it(string path, string parameter)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ValueFunctions));
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var failure = Assert.IsType<FunctionInputConverterException>(Assert.Single(host.Logs.Of("Function." + Name(path)), log => log.Level == LogLevel.Error).Exception);
        Assert.Contains($"'{parameter}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_body_binds_to_the_parameter_marked_for_it()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(BodyFunctions));
        using var response = await host.Client.PostAsJsonAsync("/body/7", new { name = "Ada", age = 36 });
        Assert.Equal("7 Ada 36", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("""{ "age": "old" }""", "application/json")]
    [InlineData("name=Ada", "application/x-www-form-urlencoded")]
    public async Task A_body_that_does_not_fit_is_an_exception_that_middleware_can_answer(string body, string contentType)
    {
        var plan = new HostUnderTest.Plan
        {
            Functions = [typeof(BodyFunctions)],
            Configure = builder => builder.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (FunctionInputConverterException)
                {
                    context.GetHttpContext()!.Response.StatusCode = StatusCodes.Status400BadRequest;
                }
            }),
        };
        await using var host = await plan.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, contentType);
        using var response = await host.Client.PostAsync(new Uri("/body/7", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_function_class_is_made_for_each_invocation_from_the_services_of_its_scope()
    {
        var plan = new HostUnderTest.Plan
        {
            Functions = [typeof(ScopedFunctions)],
            Configure = builder => builder.Services.AddScoped<ScopeMark>(),
        };
        await using var host = await plan.StartAsync();
        var first = await host.Client.GetStringAsync(new Uri("/scoped", UriKind.Relative));
        var second = await host.Client.GetStringAsync(new Uri("/scoped", UriKind.Relative));
        Assert.StartsWith("same ", first, StringComparison.Ordinal);
        Assert.StartsWith("same ", second, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task The_context_describes_the_invocation()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ContextFunctions));
        var answer = await host.Client.GetFromJsonAsync<Dictionary<string, string>>(new Uri("/context/7?colour=red", UriKind.Relative));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["name"] = "Context",
                ["entryPoint"] = typeof(ContextFunctions).FullName + ".Describe",
                ["trigger"] = "httpTrigger",
                ["parameters"] = "request,context,id,cancellationToken",
                ["data"] = "7 red",
                ["retries"] = "0",
                ["cancellable"] = "True",
                ["sameRequest"] = "True",
                ["guid"] = "True",
            },
            answer);
    }

    [Fact]
    public async Task An_invocation_belongs_to_the_trace_of_its_caller()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        await using var host = await HostUnderTest.StartAsync(typeof(TraceFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/trace");
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        using var response = await host.Client.SendAsync(request);
        Assert.StartsWith($"00-{TraceId}-", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Name(string path) => path.StartsWith("/int", StringComparison.Ordinal) ? "Int" : "Needed";

    internal sealed class ScopeMark
    {
        private static int _count;

        public int Number { get; } = Interlocked.Increment(ref _count);
    }

    internal sealed record Person(string Name, int Age);

    private static class ValueFunctions
    {
        [Function("Text")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "text/{value}")] HttpRequest request, string value) => Echo(request, value);

        [Function("Int")]
        public static string Int([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "int/{number}")] HttpRequest request, int number) => Echo(request, $"{number}");

        [Function("Long")]
        public static string Long([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "long/{number:long}")] HttpRequest request, long number) => Echo(request, $"{number}");

        [Function("Guid")]
        public static string Unique([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guid/{id:guid}")] HttpRequest request, Guid id) => Echo(request, $"{id}");

        [Function("Bool")]
        public static string Bool([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bool/{flag}")] HttpRequest request, bool flag) => Echo(request, $"{flag}");

        [Function("Date")]
        public static string Date([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "date/{when}")] HttpRequest request, DateTime when) => Echo(request, $"{when:O}");

        [Function("Optional")]
        public static string Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{number?}")] HttpRequest request, int? number) => Echo(request, number is null ? "none" : $"{number}");

        [Function("Default")]
        public static string Default([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, string word = "fallback") => Echo(request, word);

        [Function("Needed")]
        public static string Needed([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, int number) => Echo(request, $"{number}");

        private static string Echo(HttpRequest request, string text) => request.HttpContext.RequestAborted.IsCancellationRequested ? "" : text;
    }

    private static class BodyFunctions
    {
        [Function("Body")]
        public static IResult Body([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body/{id:int}")] HttpRequest request, [FromBody] Person person, int id)
            => Results.Text($"{request.RouteValues["id"]} {person.Name} {person.Age}".Replace("7", $"{id}", StringComparison.Ordinal));
    }

    private sealed class ScopedFunctions(ScopeMark mark)
    {
        [Function("scoped")]
        public string Show([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            var same = ReferenceEquals(mark, context.InstanceServices.GetRequiredService<ScopeMark>())
                && ReferenceEquals(mark, request.HttpContext.RequestServices.GetRequiredService<ScopeMark>());
            return $"{(same ? "same" : "other")} {mark.Number}";
        }
    }

    private static class ContextFunctions
    {
        [Function("Context")]
        public static IResult Describe(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{id}")] HttpRequest request,
            FunctionContext context,
            string id,
            CancellationToken cancellationToken)
            => Results.Json(new Dictionary<string, string>
            {
                ["name"] = context.FunctionDefinition.Name,
                ["entryPoint"] = context.FunctionDefinition.EntryPoint,
                ["trigger"] = context.FunctionDefinition.InputBindings["request"].Type,
                ["parameters"] = string.Join(',', context.FunctionDefinition.Parameters.Select(parameter => parameter.Name)),
                ["data"] = $"{context.BindingContext.BindingData["id"]} {context.BindingContext.BindingData["colour"]}",
                ["retries"] = $"{context.RetryContext.RetryCount}",
                ["cancellable"] = $"{cancellationToken.CanBeCanceled && cancellationToken == context.CancellationToken}",
                ["sameRequest"] = $"{ReferenceEquals(request.HttpContext, context.GetHttpContext()) && id == "7"}",
                ["guid"] = $"{Guid.TryParse(context.InvocationId, out _)}",
            });
    }

    private static class TraceFunctions
    {
        [Function("trace")]
        public static IResult Trace([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
            => Results.Text(context.TraceContext.TraceParent, statusCode: request.Method == "GET" ? 200 : 405);
    }
}
