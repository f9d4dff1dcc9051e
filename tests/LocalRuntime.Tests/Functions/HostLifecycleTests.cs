using System.Net;
using System.Net.Sockets;
using LocalRuntime.Functions.Hosting;
using LocalRuntime.Functions.Hosting.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Functions;

public sealed class HostLifecycleTests
{
    [Fact]
    public async Task Triggers_start_before_HTTP_is_served_and_stop_after_it_in_reverse()
    {
        List<string> steps = [];
        var plan = new HostUnderTest.Plan
        {
            Functions = [typeof(PingFunctions)],
            Configure = builder => builder.Services
                .AddSingleton<ITriggerListener>(services => new RecordingListener("first", steps, services.GetRequiredService<IServer>()))
                .AddSingleton<ITriggerListener>(services => new RecordingListener("second", steps, services.GetRequiredService<IServer>())),
        };
        await using var host = await plan.StartAsync();
        Assert.Equal("GET", await host.Client.GetStringAsync(new Uri("/ping", UriKind.Relative)));
        await host.StopAsync();
        Assert.Equal(["start first without HTTP", "start second without HTTP", "stop second", "stop first"], steps);
        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetStringAsync(new Uri("/ping", UriKind.Relative)));
    }

    [Fact]
    public async Task What_was_started_is_stopped_when_the_start_fails()
    {
        List<string> steps = [];
        var plan = new HostUnderTest.Plan
        {
            Configure = builder => builder.Services
                .AddSingleton<ITriggerListener>(services => new RecordingListener("first", steps, services.GetRequiredService<IServer>()))
                .AddSingleton<ITriggerListener>(new FailingListener()),
        };
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => plan.StartAsync());
        Assert.Equal(["start first without HTTP", "stop first"], steps);
    }

    [Fact]
    public async Task A_request_in_flight_is_answered_before_the_host_stops()
    {
        InFlight state = new();
        await using var host = await new HostUnderTest.Plan { Functions = [typeof(SlowFunctions)], Configure = builder => builder.Services.AddSingleton(state) }.StartAsync();
        var call = host.Client.GetStringAsync(new Uri("/slow", UriKind.Relative));
        await state.Began.Task;
        var stopping = host.StopAsync();
        state.MayEnd.SetResult();
        Assert.Equal("finished", await call);
        await stopping;
    }

    [Fact]
    public async Task What_does_not_end_within_the_shutdown_time_is_left_behind_with_a_warning()
    {
        var plan = new HostUnderTest.Plan
        {
            Configure = builder => builder.Services
                .AddSingleton<ITriggerListener>(new StuckListener())
                .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50)),
        };
        await using var host = await plan.StartAsync();
        await host.StopAsync();
        Assert.Single(host.Logs.All, log => log.Level == LogLevel.Warning && log.Message.Contains("shutdown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_host_tells_its_address_and_its_functions_and_no_secret()
    {
        await using var host = await new HostUnderTest.Plan { Functions = [typeof(PingFunctions)] }.StartAsync();
        var address = host.Client.BaseAddress!.ToString().TrimEnd('/');
        var output = host.Output.ToString();
        Assert.Contains($"ping: [GET,POST] {address}/ping", output, StringComparison.Ordinal);
        Assert.Contains($"guarded: [ALL] {address}/guarded/{{id}}", output, StringComparison.Ordinal);
        Assert.Contains("daily: timerTrigger", output, StringComparison.Ordinal);
        Assert.Contains($"Listening on {address}", output, StringComparison.Ordinal);
        Assert.Contains("keys.json", output, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Services.GetRequiredService<IHostSettings>().SystemKey("durabletask"), output, StringComparison.Ordinal);
        Assert.Equal(address + "/", host.Services.GetRequiredService<IHostSettings>().BaseAddress.ToString());
    }

    [Fact]
    public async Task By_default_only_this_machine_is_served()
    {
        await using var host = await HostUnderTest.StartAsync();
        Assert.Equal("127.0.0.1", host.Client.BaseAddress!.Host);
        Assert.Equal(new ListenAddress(IPAddress.Loopback, 7071), ListenAddress.Parse([]));
        Assert.Equal(new ListenAddress(IPAddress.Any, 80), ListenAddress.Parse(["--host", "0.0.0.0", "-p", "80"]));
    }

    [Theory]
    [InlineData("--port", "web")]
    [InlineData("--port", "65536")]
    [InlineData("--host", "example.org")]
    public void A_listen_address_that_makes_no_sense_is_refused(string option, string value)
    {
        var failure = Assert.Throws<HostStartException>(() => ListenAddress.Parse([option, value]));
        Assert.Contains($"'{value}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_ends_the_program_with_one_sentence()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (exitCode, error) = await RunAsProgramAsync(["--port", $"{port}", "--LocalRuntime:StartAzurite", "false"]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{port}", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_option_that_makes_no_sense_ends_the_program_with_one_sentence()
    {
        var (exitCode, error) = await RunAsProgramAsync(["--port", "web"]);
        Assert.Equal(1, exitCode);
        Assert.Equal("--port 'web' is not a port number (0 for any free one).", error.TrimEnd());
    }

    [Fact]
    public async Task Without_Node_the_program_ends_with_one_sentence()
    {
        var (exitCode, error) = await RunAsProgramAsync(
            ["--port", "0", "--AzureWebJobsStorage", "UseDevelopmentStorage=true", "--LocalRuntime:Azurite:TablePort", "1", "--LocalRuntime:Azurite:NodeCommand", "no-such-node"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("install Node.js", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    /// <summary>As Program.cs does: the functions are those of the program itself, and failures are told on the console.</summary>
    private static async Task<(int ExitCode, string Error)> RunAsProgramAsync(string[] arguments)
    {
        var exitCode = Environment.ExitCode;
        try
        {
            StringWriter error = new();
            var builder = FunctionsApplication.CreateBuilder(arguments);
            builder.ConfigureFunctionsWebApplication();
            builder.Services.AddSingleton(new HostConsole(TextWriter.Null, error));
            using var host = builder.Build();
            await host.RunAsync();
            return (Environment.ExitCode, error.ToString());
        }
        finally
        {
            Environment.ExitCode = exitCode;
        }
    }

    private sealed class RecordingListener(string name, List<string> steps, IServer server) : ITriggerListener
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            steps.Add($"start {name} {(addresses.Count == 0 ? "without" : "with")} HTTP");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            steps.Add($"stop {name}");
            return Task.CompletedTask;
        }
    }

    private sealed class FailingListener : ITriggerListener
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidTimeZoneException();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StuckListener : ITriggerListener
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private sealed class InFlight
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class SlowFunctions(InFlight state)
    {
        [Function("slow")]
        public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            state.Began.SetResult();
            await state.MayEnd.Task;
            return Results.Text(request.HttpContext.RequestAborted.IsCancellationRequested ? "cut" : "finished");
        }
    }

    private static class PingFunctions
    {
        [Function("ping")]
        public static IResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post")] HttpRequest request) => Results.Text(request.Method);

        [Function("guarded")]
        public static IResult Guarded([HttpTrigger(Route = "guarded/{id}")] HttpRequest request) => Results.Text(request.Method);

        [Function("daily")]
        public static void Daily([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => timer.IsPastDue = false;
    }
}
