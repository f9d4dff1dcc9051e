using LocalRuntime.DurableTask.Engine;
using LocalRuntime.Functions.Hosting;

namespace LocalRuntime.DurableTask.Functions;

/// <summary>Starts and stops the engine with the host.</summary>
internal sealed class EngineListener(DurableEngine engine) : ITriggerListener
{
    public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
