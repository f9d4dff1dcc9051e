using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class ManagementApiRules
{
    [Fact]
    public async Task The_status_of_what_runs_is_202_with_location_and_retry_after()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        using var response = await Management.GetAsync(id);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.NotNull(response.Headers.Location);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_status_of_what_has_completed_is_200_with_input_and_output()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text");

        using var response = await Management.GetAsync(ended.InstanceId);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var status = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ("PassThrough", ended.InstanceId, "Completed", "text", "text"),
            (Text(status, "name"), Text(status, "instanceId"), Text(status, "runtimeStatus"), Text(status, "input"), Text(status, "output")));
    }

    [Fact]
    public async Task The_status_of_what_has_failed_is_200_or_500_on_demand()
    {
        var failed = await Engine.RunAsync(nameof(FailureFunctions.Throw));

        using var plain = await Management.GetAsync(failed.InstanceId);
        using var asError = await Management.GetAsync(failed.InstanceId, "returnInternalServerErrorOnFailure=true");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.InternalServerError), (plain.StatusCode, asError.StatusCode));
    }

    [Fact]
    public async Task What_does_not_exist_is_404()
    {
        var nobody = Engine.NewId();

        using var status = await Management.GetAsync(nobody);

        Assert.Equal(HttpStatusCode.NotFound, status.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await Management.DeleteAsync(nobody));
        Assert.Equal(HttpStatusCode.NotFound, await Management.PostAsync(nobody, "sendEventPostUri", "1"));
        Assert.Equal(HttpStatusCode.NotFound, await Management.PostAsync(nobody, "terminatePostUri"));
        Assert.Equal(HttpStatusCode.NotFound, await Management.PostAsync(nobody, "suspendPostUri"));
        Assert.Equal(HttpStatusCode.NotFound, await Management.PostAsync(nobody, "rewindPostUri"));
    }

    [Fact]
    public async Task A_start_of_an_orchestrator_that_does_not_exist_is_400()
    {
        using var response = await Management.StartAsync("Nobody", Engine.NewId());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task What_runs_cannot_be_purged_412()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        Assert.Equal(HttpStatusCode.PreconditionFailed, await Management.DeleteAsync(id));
        Assert.Equal("Running", (await Engine.FindAsync(id))!.Status);
    }

    [Fact]
    public async Task What_has_ended_takes_no_event_and_no_termination_410()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.SayNothing));

        Assert.Equal(HttpStatusCode.Gone, await Management.PostAsync(ended.InstanceId, "sendEventPostUri", "1"));
        Assert.Equal(HttpStatusCode.Gone, await Management.PostAsync(ended.InstanceId, "terminatePostUri"));
    }

    [Fact]
    public async Task A_start_answers_202_with_the_links_of_the_instance()
    {
        var id = Engine.NewId();

        using var response = await Management.StartAsync(nameof(PayloadFunctions.SayNothing), id);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.NotNull(response.Headers.Location);
        Assert.Equal(id, Text(await response.Content.ReadFromJsonAsync<JsonElement>(), "id"));
        Assert.Equal("Completed", (await Engine.CompletionAsync(id)).Status);
    }

    [Fact]
    public async Task The_links_suspend_resume_raise_terminate_and_purge()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.Collect), 1);

        Assert.Equal(HttpStatusCode.Accepted, await Management.PostAsync(id, "suspendPostUri"));
        await Engine.UntilAsync(id, instance => instance.Status == "Suspended");
        Assert.Equal(HttpStatusCode.Accepted, await Management.PostAsync(id, "resumePostUri"));
        await Engine.UntilAsync(id, instance => instance.Status == "Running");
        Assert.Equal(HttpStatusCode.Accepted, await Management.PostAsync(id, "sendEventPostUri", "\"now\""));
        Assert.Equal(HttpStatusCode.Accepted, await Management.PostAsync(id, "terminatePostUri"));
        Assert.Equal("Terminated", (await Engine.CompletionAsync(id)).Status);
        Assert.Equal(HttpStatusCode.OK, await Management.DeleteAsync(id));
        Assert.Null(await Engine.FindAsync(id));
    }

    [Fact]
    public async Task The_history_is_shown_on_demand()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text");

        var plain = await Management.StatusAsync(ended.InstanceId);
        var full = await Management.StatusAsync(ended.InstanceId, "showHistory=true");

        Assert.True(!plain.TryGetProperty("historyEvents", out var none) || none.ValueKind == JsonValueKind.Null);
        Assert.Equal(
            ["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"],
            full.GetProperty("historyEvents").EnumerateArray().Select(told => Text(told, "EventType")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
