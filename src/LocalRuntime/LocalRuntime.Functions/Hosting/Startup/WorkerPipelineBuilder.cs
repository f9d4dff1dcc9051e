using Microsoft.Azure.Functions.Worker.Middleware;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>Worker middleware in the order in which it was added, outermost first.</summary>
internal sealed class WorkerPipelineBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    /// <param name="execution">The innermost step: binds the parameters and runs the function.</param>
    public FunctionExecutionDelegate Build(FunctionExecutionDelegate execution)
        => Enumerable.Reverse(_steps).Aggregate(execution, (next, step) => step(next));
}
