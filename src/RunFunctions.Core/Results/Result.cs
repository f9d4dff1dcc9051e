using System.Diagnostics.CodeAnalysis;

namespace RunFunctions.Core.Results;

/// <summary>A value or a <see cref="Results.Refusal"/>, never both.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>Set when <see cref="Refusal"/> is null.</summary>
    public T? Value { get; }

    /// <summary>Set when the operation was refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value; tells the compiler which of the two is set.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = Value;
        refusal = Refusal;
        return refusal is null;
    }

    /// <summary>Goes on with the value; a refusal is passed on.</summary>
    public async Task<Result<TNext>> ThenAsync<TNext>(Func<T, Task<Result<TNext>>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return TryGet(out var value, out var refusal) ? await next(value) : refusal;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
