namespace RunFunctions.Core.Engine.Domain;

/// <summary>Unfinished runs by what they do now.</summary>
/// <param name="Queued">Runs that wait.</param>
/// <param name="Running">Runs that are RUNNING, those that are retrying included.</param>
/// <param name="Retrying">Runs that are RUNNING and repeat a step whose attempt before failed.</param>
public sealed record RunLoad(int Queued, int Running, int Retrying)
{
    public static RunLoad Of(IReadOnlyCollection<RunLine> lines) => new(
        lines.Count(line => line.State == RunState.Queued),
        lines.Count(line => line.State == RunState.Running),
        lines.Count(line => line.State == RunState.Running && line.Retrying));
}
