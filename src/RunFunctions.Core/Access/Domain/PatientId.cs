using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Access.Domain;

/// <summary>A patient's id: a UUID in lowercase, 8-4-4-4-12, not the nil UUID. Not the id of the patient's login.</summary>
public readonly record struct PatientId
{
    private readonly string? _value;

    private PatientId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A patient id was never set.");

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no patient id.</exception>
    public static PatientId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a patient id.");

    public static bool TryParse(string? text, out PatientId id)
    {
        id = default;
        if (!LowercaseUuid.IsNonNil(text))
        {
            return false;
        }

        id = new PatientId(text);
        return true;
    }

    public override string ToString() => Value;
}
