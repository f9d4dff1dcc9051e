using System.Collections.Concurrent;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// A fault at every single call to storage of every use case, one journey each; then whatever follows by itself. Whatever the
/// call, what is stored in the end is true. A case that fails names itself; <c>CRASH_CASE</c>, set to its name, repeats it alone.
/// </summary>
public sealed class CrashPointTests
{
    private const int Parallelism = 6;
    private static readonly string? Only = Environment.GetEnvironmentVariable("CRASH_CASE") is { Length: > 0 } name ? name : null;

    private static readonly ConcurrentDictionary<(string Scenario, Aftermath Aftermath), int> CallsWithoutFault = [];

    public static TheoryData<string, Fault, Aftermath> Cases
    {
        get
        {
            var cases = new TheoryData<string, Fault, Aftermath>();
            foreach (var scenario in Scenarios.All)
            {
                foreach (var (fault, aftermath) in scenario.Faults)
                {
                    cases.Add(scenario.Name, fault, aftermath);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_fault_at_any_call_leads_to_a_truthful_ending(string name, Fault fault, Aftermath aftermath) =>
        AtEveryCallAsync(Scenarios.All.Single(scenario => scenario.Name == name), fault, aftermath);

    internal static async Task AtEveryCallAsync(Scenario scenario, Fault fault, Aftermath aftermath)
    {
        // The journey without a fault tells how many calls there are; then one journey per call.
        if (!CallsWithoutFault.TryGetValue((scenario.Name, aftermath), out var calls))
        {
            calls = CallsWithoutFault[(scenario.Name, aftermath)] = await TravelAsync(scenario, Fault.None, 0, aftermath);
        }

        Assert.True(calls > 0);
        await Parallel.ForEachAsync(
            Points(fault, calls).Where(point => Only is null || Only == NameOf(scenario, point.Fault, aftermath, point.Call)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism },
            async (point, _) => await TravelAsync(scenario, point.Fault, point.Call, aftermath));
    }

    // To die before a call is to die after the one before it: what is stored and what is lost are the same. Only the first has none before it.
    private static IEnumerable<(Fault Fault, int Call)> Points(Fault fault, int calls) =>
        [.. fault == Fault.DieAfter ? [(Fault.DieBefore, 1)] : ((Fault, int)[])[], .. Enumerable.Range(1, calls).Select(call => (fault, call))];

    [Fact]
    public void Every_scenario_has_a_name_of_its_own() => Assert.Equal(Scenarios.All.Count, Scenarios.All.Select(scenario => scenario.Name).Distinct().Count());

    private static string NameOf(Scenario scenario, Fault fault, Aftermath aftermath, int call) => $"{scenario.Name}/{fault}/{aftermath}/{call}";

    private static async Task<int> TravelAsync(Scenario scenario, Fault fault, int atCall, Aftermath aftermath)
    {
        await using var journey = new Journey(scenario, fault, atCall, aftermath);
        try
        {
            await journey.PrepareAsync();
            await journey.ActAsync();
            var calls = journey.Calls;
            await journey.SettleAsync();
            Truth.None(await journey.ViolationsAsync());
            if (await journey.ComeLateAsync())
            {
                Truth.None(await journey.ViolationsAsync());
            }

            return calls;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"CRASH_CASE={NameOf(scenario, fault, aftermath, atCall)} ({journey.Place})", failure);
        }
    }
}
