namespace RunFunctions.Core.Engine.Domain;

/// <summary>What a run is about, one word per capability: the kind of its subject (<c>document</c>).</summary>
public readonly record struct RunKind
{
    private readonly string? _value;

    private RunKind(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A run kind was never set.");

    /// <summary>Reads a kind: 2–30 lowercase letters and hyphens.</summary>
    /// <exception cref="FormatException">The text is no kind.</exception>
    public static RunKind Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var kind) ? kind : throw new FormatException("Not a run kind.");
    }

    public static bool TryParse(string? text, out RunKind kind)
    {
        kind = default;
        if (text is not { Length: >= 2 and <= 30 } || !text.All(c => char.IsAsciiLetterLower(c) || c == '-'))
        {
            return false;
        }

        kind = new RunKind(text);
        return true;
    }

    public override string ToString() => Value;
}

/// <summary>What a run works on. At most one run of a subject is RUNNING.</summary>
/// <param name="Kind">Kind of the subject.</param>
/// <param name="Id">Id within the kind; letters, digits and hyphens.</param>
public readonly record struct SubjectKey(RunKind Kind, string Id)
{
    public override string ToString() => $"{Kind}|{Id}";
}
