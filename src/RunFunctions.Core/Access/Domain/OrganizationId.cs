namespace RunFunctions.Core.Access.Domain;

/// <summary>The organization that owns a row, key or blob: 2–40 lowercase letters, digits and hyphens, first a letter or digit.</summary>
public readonly record struct OrganizationId
{
    private readonly string? _value;

    private OrganizationId(string value) => _value = value;

    /// <summary>The id, first part of every storage key.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An organization id was never set.");

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no organization id.</exception>
    public static OrganizationId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Not an organization id.");

    public static bool TryParse(string? text, out OrganizationId id)
    {
        id = default;
        if (text is null || text.Length is < 2 or > 40 || text[0] == '-'
            || !text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return false;
        }

        id = new OrganizationId(text);
        return true;
    }

    public override string ToString() => Value;
}
