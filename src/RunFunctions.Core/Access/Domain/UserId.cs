namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// Who acts, person or system, as the organization knows them: 1–64 ASCII letters, digits, dots, underscores, hyphens and
/// at signs, first a letter or digit. A login's object id has this form. Called <c>subject</c> on the wire.
/// </summary>
public readonly record struct UserId
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    private UserId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A user id was never set.");

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no user id.</exception>
    public static UserId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a user id.");

    public static bool TryParse(string? text, out UserId id)
    {
        id = default;
        if (text is null || text.Length is 0 or > MaxLength || !char.IsAsciiLetterOrDigit(text[0])
            || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@'))
        {
            return false;
        }

        id = new UserId(text);
        return true;
    }

    public override string ToString() => Value;
}
