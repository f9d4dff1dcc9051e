namespace RunFunctions.Core.Engine.Domain;

/// <summary>What one run does otherwise than the settings say; null means as the settings say.</summary>
/// <param name="StepAttempts">Attempts per step, the first included.</param>
/// <param name="TimeoutSeconds">Wall clock of the run in seconds, from its start.</param>
/// <param name="Language">Language in which the run reads its input, ISO 639-1; null when it finds out itself.</param>
public sealed record RunConfig(int? StepAttempts = null, int? TimeoutSeconds = null, string? Language = null)
{
    /// <summary>As the settings say.</summary>
    public static RunConfig Default { get; } = new();

    /// <summary>This, with everything that <paramref name="patch"/> says.</summary>
    public RunConfig Merge(RunConfig patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return new RunConfig(patch.StepAttempts ?? StepAttempts, patch.TimeoutSeconds ?? TimeoutSeconds, patch.Language ?? Language);
    }
}
