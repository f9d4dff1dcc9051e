using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents.Debugging;

/// <summary>Lets requests to the debug routes through where they are switched on (<see cref="DocumentSettings.DebugRoutes"/>).</summary>
public sealed class DebugGate(DocumentSettings settings)
{
    public const string DebugDisabledReason = "DEBUG_DISABLED";

    /// <summary>What is asked for; FORBIDDEN where the routes are off.</summary>
    public Task<Result<T>> OpenAsync<T>(Func<Task<Result<T>>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return settings.DebugRoutes
            ? ask()
            : Task.FromResult<Result<T>>(new Refusal(ErrorCode.Forbidden, "The debug routes are switched off: see Documents:DebugRoutes.", DebugDisabledReason));
    }
}
