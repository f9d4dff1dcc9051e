namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// Two carry out the same deletion: one stands still at any call for so long that the other takes over and ends it, and then goes
/// on as if nothing had happened.
/// </summary>
public sealed class StalledDeletionTests
{
    public static TheoryData<string> Scenarios => [.. DeletionScenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Whoever_comes_back_late_removes_nothing_that_is_not_certified(string name) =>
        CrashPointTests.AtEveryCallAsync(DeletionScenarios.All.Single(scenario => scenario.Name == name), Fault.Stall, Aftermath.GoesOn);
}
