using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Functions;

public sealed class HttpResultTests
{
    [Theory]
    [InlineData("result", 201, "application/json; charset=utf-8", """{"word":"made"}""")]
    [InlineData("resultTask", 202, null, "")]
    [InlineData("action", 202, "application/json; charset=utf-8", """{"word":"taken"}""")]
    [InlineData("actionTask", 204, null, "")]
    [InlineData("file", 200, "application/pdf", "%PDF")]
    [InlineData("object", 200, "application/json; charset=utf-8", """{"word":"plain"}""")]
    [InlineData("text", 200, "text/plain; charset=utf-8", "plain text")]
    [InlineData("nothing", 200, null, "")]
    [InlineData("nothingTask", 200, null, "")]
    [InlineData("nothingValueTask", 200, null, "")]
    [InlineData("written", 418, "text/plain", "short and stout")]
    public async Task What_a_function_returns_becomes_the_response(string function, int status, string? contentType, string body)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ResultFunctions));
        using var response = await host.Client.GetAsync(new Uri("/" + function, UriKind.Relative));
        Assert.Equal((status, contentType, body), ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync()));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("throwing")]
    [InlineData("throwingTask")]
    public async Task An_exception_that_the_app_lets_pass_is_a_500_without_a_body_and_an_error_in_the_log(string function)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ThrowingFunctions));
        using var response = await host.Client.GetAsync(new Uri("/" + function, UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("X-Half-Done"));
        var log = Assert.Single(host.Logs.Of("Function." + function), entry => entry.Level == LogLevel.Error);
        Assert.IsType<InvalidTimeZoneException>(log.Exception);
    }

    [Fact]
    public async Task An_exception_after_the_answer_began_cuts_the_connection_rather_than_end_it_as_if_whole()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ThrowingFunctions));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.Client.GetStringAsync(new Uri("/halfway", UriKind.Relative)));
    }

    [Fact]
    public async Task A_result_that_the_official_integration_would_not_write_is_warned_of_at_start()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(ResultFunctions));
        Assert.Contains(host.Logs.Of("Function.object"), log => log.Level == LogLevel.Warning);
        Assert.DoesNotContain(host.Logs.Of("Function.resultTask"), log => log.Level == LogLevel.Warning);
        Assert.DoesNotContain(host.Logs.Of("Function.nothingTask"), log => log.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_body_above_the_web_servers_usual_limit_reaches_the_function()
    {
        const int Size = 31 * 1024 * 1024;
        await using var host = await HostUnderTest.StartAsync(typeof(UploadFunctions));
        using var content = new ByteArrayContent(new byte[Size]);
        using var response = await host.Client.PostAsync(new Uri("/upload", UriKind.Relative), content);
        Assert.Equal($"{Size}", await response.Content.ReadAsStringAsync());
    }

    internal sealed record Answer(string Word);

    private static class ResultFunctions
    {
        [Function("result")]
        public static IResult Result([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Json(new Answer("made"), statusCode: Known(request, 201));

        [Function("resultTask")]
        public static async Task<IResult> ResultTask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            return Results.StatusCode(Known(request, 202));
        }

        [Function("action")]
        public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
            => Known(request, 202) == 202 ? new ObjectResult(new Answer("taken")) { StatusCode = 202 } : new NotFoundResult();

        [Function("actionTask")]
        public static Task<IActionResult> ActionTask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Task.FromResult<IActionResult>(new StatusCodeResult(Known(request, 204)));

        [Function("file")]
        public static IActionResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
            => Known(request, 200) == 200 ? new FileContentResult("%PDF"u8.ToArray(), "application/pdf") : new NotFoundResult();

        [Function("object")]
        public static Answer Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new(Known(request, 200) == 200 ? "plain" : "");

        [Function("text")]
        public static ValueTask<string> Text([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new(Known(request, 200) == 200 ? "plain text" : "");

        [Function("nothing")]
        public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Known(request, 200);

        [Function("nothingTask")]
        public static async Task NothingTask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            Known(request, 200);
        }

        [Function("nothingValueTask")]
        public static async ValueTask NothingValueTask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            Known(request, 200);
        }

        [Function("written")]
        public static async Task Written([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            request.HttpContext.Response.StatusCode = Known(request, StatusCodes.Status418ImATeapot);
            request.HttpContext.Response.ContentType = "text/plain";
            await request.HttpContext.Response.WriteAsync("short and stout");
        }

        private static int Known(HttpRequest request, int status) => request.Method == "GET" ? status : StatusCodes.Status405MethodNotAllowed;
    }

    private static class ThrowingFunctions
    {
        [Function("throwing")]
        public static IResult Throwing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["X-Half-Done"] = "1";
            throw new InvalidTimeZoneException("a detail that callers must not see");
        }

        [Function("throwingTask")]
        public static async Task<IResult> ThrowingTask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;
            throw new InvalidTimeZoneException("a detail that callers must not see");
        }

        [Function("halfway")]
        public static async Task Halfway([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await request.HttpContext.Response.WriteAsync("the first half, ");
            await request.HttpContext.Response.Body.FlushAsync();
            throw new InvalidTimeZoneException("no second half");
        }
    }

    private static class UploadFunctions
    {
        [Function("upload")]
        public static async Task<IResult> Upload([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            var length = 0;
            var buffer = new byte[64 * 1024];
            for (var read = 1; read > 0; length += read)
            {
                read = await request.Body.ReadAsync(buffer, cancellationToken);
            }

            return Results.Text($"{length}");
        }
    }
}
