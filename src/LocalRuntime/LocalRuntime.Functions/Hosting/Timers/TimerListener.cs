using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Functions.Hosting.Timers;

/// <summary>Fires every timer function of the app, each from a loop of its own.</summary>
internal sealed class TimerListener(
    IFunctionCatalog catalog,
    IFunctionInvoker invoker,
    IConfiguration configuration,
    TimeProvider time,
    ILoggerFactory loggers) : ITriggerListener, IDisposable
{
    private readonly CancellationTokenSource _noNewRuns = new();
    private readonly CancellationTokenSource _abandonRuns = new();
    private Task _loops = Task.CompletedTask;

    /// <exception cref="HostStartException">A schedule cannot be read.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        List<TimerLoop> timers =
        [
            .. from function in catalog.Functions
               where function.Trigger is TimerTriggerAttribute
               select new TimerLoop(function, Schedule(function), invoker, time, loggers.CreateLogger("Function." + function.Name)),
        ];
        _loops = Task.WhenAll(timers.Select(timer => timer.RunAsync(_noNewRuns.Token, _abandonRuns.Token)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _noNewRuns.CancelAsync();
        await using var timeUp = cancellationToken.Register(_abandonRuns.Cancel);
        await _loops.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _noNewRuns.Dispose();
        _abandonRuns.Dispose();
    }

    private TimerSchedule Schedule(FunctionDescriptor function)
    {
        var text = Resolve(function, ((TimerTriggerAttribute)function.Trigger).Schedule);
        return TimerSchedule.TryParse(text)
            ?? throw new HostStartException($"The timer function '{function.Name}' has the schedule '{text}', which is neither six NCRONTAB fields nor a time span.");
    }

    /// <summary><c>%Name%</c> → the setting of that name.</summary>
    private string Resolve(FunctionDescriptor function, string schedule)
    {
        if (schedule is not ['%', .. { Length: > 0 } name, '%'])
        {
            return schedule;
        }

        return configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value
            ? value
            : throw new HostStartException($"The timer function '{function.Name}' takes its schedule from the setting '{name}', which is missing.");
    }
}
