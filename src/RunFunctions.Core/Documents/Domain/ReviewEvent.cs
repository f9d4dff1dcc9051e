using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// Something that a person did in the review of a document. It is kept beside the run that it concerns, in the write that makes
/// it true, and logged afterwards. Never a value.
/// </summary>
/// <param name="Type">Its wire name.</param>
/// <param name="RunId">The run whose interpretation was changed, or whose review began or ended; null when none had completed.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">UTC.</param>
public sealed record ReviewEvent(string Type, RunId? RunId, UserId By, DateTimeOffset At);
