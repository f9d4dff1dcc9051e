using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>What kind of actor changes runs.</summary>
public enum RunActorKind
{
    /// <summary>A person or service that called the API.</summary>
    User,

    /// <summary>The process that works on the run.</summary>
    Worker,

    /// <summary>The timer that repairs orphaned runs.</summary>
    Recovery,

    /// <summary>A retention policy.</summary>
    Retention,
}

/// <summary>Who or what caused a change of a run.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Name">The user's id, or the name of the process.</param>
public readonly record struct RunActor(RunActorKind Kind, string Name)
{
    private const char Separator = ':';

    /// <summary>Somebody who called the API.</summary>
    public static RunActor Of(UserId user) => new(RunActorKind.User, user.Value);

    /// <summary>A process that works on runs.</summary>
    public static RunActor Worker(string name) => new(RunActorKind.Worker, name);

    /// <summary>Recovery in a process.</summary>
    public static RunActor Recovery(string name) => new(RunActorKind.Recovery, name);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text names no actor.</exception>
    public static RunActor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var at && Enum.TryParse<RunActorKind>(text[..at], out var kind)
            ? new RunActor(kind, text[(at + 1)..])
            : throw new FormatException("Not an actor.");
    }

    public override string ToString() => $"{Kind}{Separator}{Name}";
}
