using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class RunWaitersTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly RunId Run = RunBuilder.NewId(1);

    private readonly RunWaiters _waiters = new(new RunSettings { MaxWaiters = 2 });

    [Fact]
    public async Task Everybody_who_waits_for_a_run_is_woken_when_it_is_written_and_nobody_else()
    {
        using var one = _waiters.TryAdd(Run)!;
        using var other = _waiters.TryAdd(RunBuilder.NewId(2))!;
        var waiting = one.NextAsync(Long, TimeProvider.System, CancellationToken.None);
        var others = other.NextAsync(Long, TimeProvider.System, CancellationToken.None);

        _waiters.Tell(Run);

        await waiting;
        Assert.False(others.IsCompleted);
        _waiters.Tell(RunBuilder.NewId(2));
        await others;
    }

    [Fact]
    public async Task What_was_told_between_two_waits_is_not_lost()
    {
        using var waiter = _waiters.TryAdd(Run)!;
        _waiters.Tell(Run);
        await waiter.NextAsync(Long, TimeProvider.System, CancellationToken.None);

        var again = waiter.NextAsync(Long, TimeProvider.System, CancellationToken.None);
        Assert.False(again.IsCompleted);
        _waiters.Tell(Run);
        await again;
    }

    [Fact]
    public async Task Waiting_ends_when_the_time_is_over_and_when_the_caller_leaves()
    {
        using var waiter = _waiters.TryAdd(Run)!;
        await waiter.NextAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);

        using var left = new CancellationTokenSource();
        var waiting = waiter.NextAsync(Long, TimeProvider.System, left.Token);
        await left.CancelAsync();
        await waiting;
    }

    [Fact]
    public void There_are_never_more_than_the_settings_allow()
    {
        var first = _waiters.TryAdd(Run)!;
        using var second = _waiters.TryAdd(Run);
        Assert.Null(_waiters.TryAdd(Run));

        first.Dispose();
        first.Dispose();
        Assert.Equal(1, _waiters.Count);
        using var third = _waiters.TryAdd(Run);
        Assert.NotNull(third);
        Assert.Null(_waiters.TryAdd(Run));
    }
}
