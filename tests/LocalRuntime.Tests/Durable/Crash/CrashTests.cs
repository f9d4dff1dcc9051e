using Azure;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>
/// Small uses of the engine, with a fault at every storage call in turn. A case that fails names itself as
/// <c>ENGINE_CRASH_CASE=shape/fault/call</c>; an environment variable of that name repeats it alone.
/// </summary>
public sealed class CrashTests
{
    private const int Parallelism = 6;
    private const string CaseVariable = "ENGINE_CRASH_CASE";

    private static readonly string? Only = Environment.GetEnvironmentVariable(CaseVariable) is { Length: > 0 } name ? name : null;

    private static readonly Dictionary<string, Func<CrashShape>> Shapes = new()
    {
        ["order"] = () => new Order(),
        ["sub-orchestration"] = () => new SubOrchestration(),
        ["continue-as-new"] = () => new StartOver(),
        ["unawaited-calls"] = () => new UnawaitedCalls(),
        ["sent-event"] = () => new SentEvent(),
        ["recursive-termination"] = () => new RecursiveTermination(),
        ["hasty-termination"] = () => new HastyTermination(),
        ["suspension"] = () => new Suspension(),
        ["purge"] = () => new Purge(),
        ["restart"] = () => new Restart(),
    };

    public static TheoryData<string, CrashFault> Cases
    {
        get
        {
            var cases = new TheoryData<string, CrashFault>();
            foreach (var shape in Shapes.Keys)
            {
                cases.Add(shape, CrashFault.DieAfter);
                cases.Add(shape, CrashFault.LoseReply);
                cases.Add(shape, CrashFault.LoseRetriesToo);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_at_any_storage_call_leads_to_the_end_that_an_undisturbed_run_has(string shape, CrashFault fault)
    {
        var calls = await CallsOfAnUndisturbedRunAsync(shape);

        await Parallel.ForEachAsync(
            Points(fault, calls).Where(point => Only is null || Only == NameOf(shape, point.Fault, point.Call)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism },
            async (point, _) => await RunAsync(shape, point.Fault, point.Call));
    }

    private static string NameOf(string shape, CrashFault fault, int call) => $"{shape}/{fault}/{call}";

    // To die before a call is to die after the one before it: what is stored and what is lost are the same. Only the first has none before it.
    private static IEnumerable<(CrashFault Fault, int Call)> Points(CrashFault fault, int calls) =>
        [.. fault == CrashFault.DieAfter ? [(CrashFault.DieBefore, 1)] : ((CrashFault, int)[])[], .. Enumerable.Range(1, calls).Select(call => (fault, call))];

    private static async Task<int> CallsOfAnUndisturbedRunAsync(string name)
    {
        var shape = Shapes[name]();
        var transport = new TestTransport();
        await using var hub = TestHub.Create(shape.Tasks, transport: transport);
        await shape.UseAsync(hub);
        var calls = transport.Calls;
        await CheckAsync(shape, hub.Name);
        Assert.InRange(calls, 10, 60);
        return calls;
    }

    private static async Task RunAsync(string name, CrashFault fault, int call)
    {
        try
        {
            var shape = Shapes[name]();
            await CheckAsync(shape, await (fault is CrashFault.DieBefore or CrashFault.DieAfter ? DieAsync(shape, fault, call) : LoseReplyAsync(shape, fault, call)));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{CaseVariable}={NameOf(name, fault, call)}", failure);
        }
    }

    /// <returns>Name of the hub.</returns>
    private static async Task<string> DieAsync(CrashShape shape, CrashFault fault, int call)
    {
        var name = TestHub.NewName();
        var transport = new TestTransport(call, fault == CrashFault.DieBefore ? Fault.NotSent : Fault.ReplyLost);
        await using (var crashing = TestHub.Create(shape.Tasks, name, transport: transport))
        {
            var use = shape.UseAsync(crashing);
            await Task.WhenAny(use, transport.Failed);
            _ = use.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        await using var restarted = TestHub.Create(shape.Tasks, name);
        await shape.UseAsync(restarted);
        return name;
    }

    /// <returns>Name of the hub.</returns>
    private static async Task<string> LoseReplyAsync(CrashShape shape, CrashFault fault, int call)
    {
        await using var hub = TestHub.Create(shape.Tasks, transport: new TestTransport(call, Fault.ReplyLost, fault == CrashFault.LoseReply ? 1 : 3));
        try
        {
            await shape.UseAsync(hub);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            // The user was told, and tries again.
            await shape.UseAsync(hub);
        }

        return hub.Name;
    }

    private static async Task CheckAsync(CrashShape shape, string hubName)
    {
        await using var observer = TestHub.Create(shape.Tasks, hubName);
        await shape.CheckAsync(observer);
    }
}
