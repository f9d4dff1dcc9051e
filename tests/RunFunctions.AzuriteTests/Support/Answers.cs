using System.Net;
using System.Text.Json;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>What a refusal says.</summary>
/// <param name="ErrorCode">Closed code.</param>
/// <param name="Reason">Member <c>details.reason</c>.</param>
/// <param name="Errors">Members of <c>details.errors[]</c> as <c>path rule</c>.</param>
/// <param name="RequestId">Id of the request.</param>
internal sealed record Problem(string ErrorCode, string? Reason, IReadOnlyList<string> Errors, string RequestId);

/// <summary>Reads answers and asserts what all of them have in common.</summary>
internal static class Answers
{
    private static readonly string[] ProblemMembers = ["type", "title", "status", "detail", "error_code", "message"];

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The names of an object's members, in order.</summary>
    public static IReadOnlyList<string> Members(this JsonElement value) => [.. value.EnumerateObject().Select(member => member.Name)];

    public static string? Text(this JsonElement value, string member) => value.GetProperty(member).GetString();

    public static DateTimeOffset Time(this JsonElement value, string member) => value.GetProperty(member).GetDateTimeOffset();

    public static string Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values.Single() : "";

    /// <summary>Asserts that an answer is a refusal in the one form of the contract, and reads it.</summary>
    public static async Task<Problem> ProblemAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var body = await answer.ReadJsonAsync();
        var hasDetails = body.TryGetProperty("details", out var details);
        Assert.Equal([.. ProblemMembers, .. hasDetails ? ["details"] : Array.Empty<string>(), "request_id"], body.Members());
        Assert.Equal((int)status, body.GetProperty("status").GetInt32());
        Assert.Equal(body.Text("detail"), body.Text("message"));
        Assert.Equal(answer.Header("X-Request-ID"), body.Text("request_id"));
        List<string> errors = [];
        if (hasDetails && details.TryGetProperty("errors", out var list))
        {
            foreach (var error in list.EnumerateArray())
            {
                Assert.Equal(["path", "rule", "message"], error.Members());
                Assert.NotEmpty(error.Text("message")!);
                errors.Add($"{error.Text("path")} {error.Text("rule")}");
            }
        }

        return new Problem(
            body.Text("error_code")!, hasDetails && details.TryGetProperty("reason", out var reason) ? reason.GetString() : null, errors, body.Text("request_id")!);
    }

    /// <summary>Asserts a 400 that names one input and the rule it broke.</summary>
    public static async Task InvalidAsync(this HttpResponseMessage answer, string path, string rule)
    {
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("INVALID_REQUEST", problem.ErrorCode);
        Assert.Equal([$"{path} {rule}"], problem.Errors);
    }

    /// <summary>Asserts a 409 with its closed reason.</summary>
    public static async Task ConflictAsync(this HttpResponseMessage answer, string reason)
    {
        var problem = await answer.ProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(("CONFLICT", reason), (problem.ErrorCode, problem.Reason));
    }

    /// <summary>Asserts a refusal that its code alone explains.</summary>
    public static async Task RefusedAsync(this HttpResponseMessage answer, HttpStatusCode status, string errorCode) =>
        Assert.Equal(errorCode, (await answer.ProblemAsync(status)).ErrorCode);
}
