using System.Globalization;
using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>
/// Checks the values that people give and brings them to the form in which machines store theirs. Nothing and blank text are
/// always allowed: they say that there is no value.
/// </summary>
public static class ValueRules
{
    /// <summary>Characters of a text.</summary>
    public const int MaxLength = 4_000;

    /// <summary>Characters of a name or an address.</summary>
    public const int MaxNameLength = 200;

    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        FieldKeys.ClinicName, FieldKeys.ClinicAddress, FieldKeys.VetName, FieldKeys.PetName, FieldKeys.Breed, FieldKeys.OwnerName, FieldKeys.OwnerAddress,
    };

    private static readonly Regex Digits = TextPattern.Of("^[0-9](?:[ .-]?[0-9]){8,14}$");

    private static readonly Regex Weight = TextPattern.Of("^[0-9]{1,6}(?:[.,][0-9]{1,3})? ?[a-z]{0,12}$");

    private static readonly Regex Age = TextPattern.Of(
        "^[0-9]{1,2}(?:[.,][0-9]{1,2})?(?: ?[a-z]{1,8}\\.?)?(?:(?:,| y| e| and)? [0-9]{1,2} ?[a-z]{1,8}\\.?){0,2}$");

    private static readonly Regex Language = TextPattern.Of("^[a-z]{2}$");

    /// <param name="key">Key of the field.</param>
    /// <param name="type">Type of the value.</param>
    /// <param name="value">The value as given.</param>
    /// <param name="path">Name of the input, for the refusal.</param>
    /// <returns>The value as it is stored.</returns>
    public static Result<FieldValue> Read(string key, SchemaValueType type, FieldValue value, string path)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value switch
        {
            { Text: { } text } when type is SchemaValueType.Text or SchemaValueType.Date or SchemaValueType.Unknown => ReadText(key, type, text, path),
            { Number: not null } when type is SchemaValueType.Number or SchemaValueType.Unknown => value,
            { Truth: not null } when type is SchemaValueType.Boolean or SchemaValueType.Unknown => value,
            { Text: null, Number: null, Truth: null } => value,
            _ => Refusal.Invalid(path, "type", "The value is not of its value_type."),
        };
    }

    private static Result<FieldValue> ReadText(string key, SchemaValueType type, string text, string path)
    {
        var trimmed = text.Trim();
        var longest = Names.Contains(key) ? MaxNameLength : MaxLength;
        return trimmed.Length == 0 ? FieldValue.Nothing
            : trimmed.Length > longest ? Refusal.Invalid(path, "length", $"Expected at most {longest} characters.")
            : trimmed.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'))
                ? Refusal.Invalid(path, "characters", "Expected no control characters but line breaks and tabs.")
            : type == SchemaValueType.Date ? Date(trimmed, path)
            : OfKey(key, trimmed, path);
    }

    private static Result<FieldValue> OfKey(string key, string text, string path)
    {
        var folded = FoldedText.Fold(Spacing.Collapse(text));
        return key switch
        {
            FieldKeys.MicrochipId => Digits.IsMatch(folded)
                ? FieldValue.Of(string.Concat(folded.Where(char.IsAsciiDigit)))
                : Refusal.Invalid(path, "microchip", "Expected 9 to 15 digits."),
            FieldKeys.Weight => Weight.IsMatch(folded) && BodyWeight.Normalise(folded) is { } weight
                ? FieldValue.Of(weight)
                : Refusal.Invalid(path, "weight", "Expected a weight from 0.5 to 120 kg, such as 18.4 kg."),
            FieldKeys.Age => Age.IsMatch(folded)
                ? FieldValue.Of(Spacing.Collapse(text))
                : Refusal.Invalid(path, "age", "Expected an age, such as 6, 4 meses or 2 years 3 months."),
            FieldKeys.Species => Vocabulary.Species(folded) is { } species
                ? FieldValue.Of(species)
                : Refusal.Invalid(path, "vocabulary", $"Expected one of: {string.Join(", ", Vocabulary.AllSpecies)}."),
            FieldKeys.Sex => Vocabulary.Sex(folded) is { } sex
                ? FieldValue.Of(sex)
                : Refusal.Invalid(path, "vocabulary", $"Expected one of: {Vocabulary.Male}, {Vocabulary.Female}."),
            FieldKeys.ReproductiveStatus => Vocabulary.ReproductiveStatus(folded) is { } status
                ? FieldValue.Of(status)
                : Refusal.Invalid(path, "vocabulary", $"Expected one of: {Vocabulary.Neutered}, {Vocabulary.Intact}."),
            FieldKeys.Language => Language.IsMatch(text) ? FieldValue.Of(text) : Refusal.Invalid(path, "language", "Expected an ISO 639-1 code, such as es."),
            _ when Names.Contains(key) => FieldValue.Of(Spacing.Collapse(text)),
            _ => FieldValue.Of(text),
        };
    }

    private static Result<FieldValue> Date(string text, string path) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear
            ? FieldValue.Of(text)
            : Refusal.Invalid(path, "date", "Expected a day from 1900 to 2100, such as 2026-03-01.");
}
