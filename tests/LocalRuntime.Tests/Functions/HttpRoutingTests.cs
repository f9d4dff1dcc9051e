using System.Net;
using LocalRuntime.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Tests.Functions;

public sealed class HttpRoutingTests
{
    [Theory]
    [InlineData("GET", "/", 200, "root")]
    [InlineData("GET", "/things/7", 200, "thing 7")]
    [InlineData("GET", "/things/2f1d8ad0-97a4-4d0e-9d3b-1f1f8f5b6a55", 200, "thing by guid")]
    [InlineData("GET", "/things/seven", 404, "GET things/seven")]
    [InlineData("DELETE", "/things/7", 404, "DELETE things/7")]
    [InlineData("POST", "/", 404, "POST ")]
    [InlineData("PURGE", "/anything/at/all", 404, "PURGE anything/at/all")]
    public async Task A_request_goes_to_the_function_whose_path_and_method_match_and_else_to_the_catch_all(string method, string path, int status, string body)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ThingFunctions), typeof(CatchAllFunctions));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("GET", "/api/Plain", HttpStatusCode.OK)]
    [InlineData("POST", "/api/plain", HttpStatusCode.OK)]
    [InlineData("GET", "/Plain", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/Plain", HttpStatusCode.NotFound)]
    public async Task Without_a_route_a_function_answers_under_its_name_below_the_default_prefix(string method, string path, HttpStatusCode status)
    {
        await using var host = await new HostUnderTest.Plan { Functions = [typeof(PlainFunctions)], HostJson = """{ "version": "2.0" }""" }.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task An_empty_route_below_an_empty_prefix_answers_the_root()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(EmptyRouteFunctions));
        Assert.Equal("root", await host.Client.GetStringAsync(new Uri("/", UriKind.Relative)));
    }

    [Theory]
    [InlineData(typeof(SameRouteFunctions), "'First' and 'Second'")]
    [InlineData(typeof(SameShapeFunctions), "'First' and 'Second'")]
    [InlineData(typeof(ReservedRouteFunctions), "'Reserved'")]
    [InlineData(typeof(BrokenRouteFunctions), "'Broken'")]
    public async Task A_route_that_could_not_be_served_stops_the_start_and_names_its_function(Type functions, string named)
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => HostUnderTest.StartAsync(functions));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_path_may_be_shared_by_functions_with_different_methods_or_constraints()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ThingFunctions), typeof(SharedPathFunctions));
        using var response = await host.Client.PutAsync(new Uri("/things/7", UriKind.Relative), content: null);
        Assert.Equal("put 7", await response.Content.ReadAsStringAsync());
    }

    private static class ThingFunctions
    {
        [Function("Root")]
        public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequest request) => Results.Text("root" + request.Path.Value![1..]);

        [Function("ThingByNumber")]
        public static IResult ByNumber([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{number:int}")] HttpRequest request, int number)
            => Results.Text($"thing {(request.RouteValues.Count > 0 ? number : -1)}");

        [Function("ThingByGuid")]
        public static IResult ByGuid([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:guid}")] HttpRequest request)
            => Results.Text(request.RouteValues.ContainsKey("id") ? "thing by guid" : "");
    }

    private static class CatchAllFunctions
    {
        [Function("Anything")]
        public static IResult Anything([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path)
            => Results.Text($"{request.Method} {path}", statusCode: StatusCodes.Status404NotFound);
    }

    private static class SharedPathFunctions
    {
        [Function("PutThing")]
        public static IResult Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{id:int}")] HttpRequest request, int id) => Results.Text($"{request.Method.ToLowerInvariant()} {id}");
    }

    private static class PlainFunctions
    {
        [Function("Plain")]
        public static void Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post")] HttpRequest request) => request.HttpContext.Response.StatusCode = StatusCodes.Status200OK;
    }

    private static class EmptyRouteFunctions
    {
        [Function("Home")]
        public static IResult Home([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "")] HttpRequest request) => Results.Text("root" + request.Path.Value![1..]);
    }

    private static class SameRouteFunctions
    {
        [Function("First")]
        public static void First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequest request) => request.HttpContext.Abort();

        [Function("Second")]
        public static void Second([HttpTrigger(AuthorizationLevel.Anonymous, "post", "GET", Route = "/Same")] HttpRequest request) => request.HttpContext.Abort();
    }

    private static class SameShapeFunctions
    {
        [Function("First")]
        public static void First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same/{a:int}")] HttpRequest request) => request.HttpContext.Abort();

        [Function("Second")]
        public static void Second([HttpTrigger(AuthorizationLevel.Anonymous, Route = "same/{b:int}")] HttpRequest request) => request.HttpContext.Abort();
    }

    private static class ReservedRouteFunctions
    {
        [Function("Reserved")]
        public static void Reserved([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runtime/mine")] HttpRequest request) => request.HttpContext.Abort();
    }

    private static class BrokenRouteFunctions
    {
        [Function("Broken")]
        public static void Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken/{id")] HttpRequest request) => request.HttpContext.Abort();
    }
}
