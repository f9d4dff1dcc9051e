namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// A fault at every single call to storage, one journey each: upload, reprocess, start, both steps, end; then recovery.
/// Whatever the call, what is stored in the end is true.
/// </summary>
public sealed class CrashPointTests
{
    private const int FewestCalls = 5;
    private const int Parallelism = 4;

    [Theory]
    [InlineData(Fault.DieBefore, Aftermath.GoesOn)]
    [InlineData(Fault.DieBefore, Aftermath.IsRecovered)]
    [InlineData(Fault.DieAfter, Aftermath.GoesOn)]
    [InlineData(Fault.DieAfter, Aftermath.IsRecovered)]
    [InlineData(Fault.DieAfter, Aftermath.IsResumed)]
    [InlineData(Fault.LoseReply, Aftermath.GoesOn)]
    [InlineData(Fault.FailAfter, Aftermath.GoesOn)]
    public Task A_fault_at_any_call_of_a_run_leads_to_one_truthful_ending(Fault fault, Aftermath aftermath) =>
        AtEveryCallAsync(fault, aftermath, journey => journey.UploadAndRunAsync());

    [Theory]
    [InlineData(Fault.DieBefore, Aftermath.IsRecovered)]
    [InlineData(Fault.DieAfter, Aftermath.IsRecovered)]
    [InlineData(Fault.DieAfter, Aftermath.IsResumed)]
    [InlineData(Fault.LoseReply, Aftermath.IsRecovered)]
    [InlineData(Fault.FailAfter, Aftermath.IsRecovered)]
    public Task A_fault_at_any_call_of_recovery_leads_to_one_truthful_ending(Fault fault, Aftermath aftermath) =>
        AtEveryCallAsync(fault, aftermath, async journey =>
        {
            await journey.OrphanAsync();
            await journey.RecoverAsync();
        });

    // The journey without a fault tells how many calls there are; then one journey per call.
    private static async Task AtEveryCallAsync(Fault fault, Aftermath aftermath, Func<Journey, Task> part)
    {
        var calls = await TravelAsync(Fault.None, 0, aftermath, part);
        Assert.True(calls > FewestCalls, $"only {calls} calls");
        await Parallel.ForEachAsync(
            Enumerable.Range(1, calls),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism },
            async (call, _) => await TravelAsync(fault, call, aftermath, part));
    }

    private static async Task<int> TravelAsync(Fault fault, int atCall, Aftermath aftermath, Func<Journey, Task> part)
    {
        await using var journey = new Journey(fault, atCall, aftermath);
        await journey.PrepareAsync();
        try
        {
            await part(journey);
            var calls = journey.Calls;
            await journey.SettleAsync();
            Truth.None(await journey.ViolationsAsync());
            await journey.ComeLateAsync();
            Truth.None(await journey.ViolationsAsync());
            return calls;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{fault} at call {atCall} ({journey.Place})", failure);
        }
    }
}
