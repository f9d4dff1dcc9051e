using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// What an idempotency key reserved for its request: the id of what it makes. Whoever repeats the request after it died has the
/// same id, and so finds what was made instead of making a second one.
/// </summary>
/// <param name="id">For ids of what is made.</param>
/// <param name="at">UTC, when it was reserved.</param>
/// <param name="isRepeat">Whether an earlier request may have made it already.</param>
public sealed class Reservation(Guid id, DateTimeOffset at, bool isRepeat)
{
    public Guid Id => id;

    public DateTimeOffset At => at;

    public bool IsRepeat => isRepeat;

    /// <summary>The run that the key had before, which failed; null when it had none.</summary>
    public RunId? Failed { get; init; }

    /// <summary>Whether it was found to be made already.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Notes that an earlier request made it.</summary>
    public void Found() => IsFound = true;
}
