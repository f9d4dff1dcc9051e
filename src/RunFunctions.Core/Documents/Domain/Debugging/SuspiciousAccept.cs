using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>Signs that an accepted value is wrong: the closed set of specs/documents.md §3.4.</summary>
public static class SuspiciousAccept
{
    private const int MaxLength = 80;
    private const int MinAddressLength = 10;
    private const int MaxOwnerAddressLength = 120;
    private const decimal MinKilograms = 0.5m;
    private const decimal MaxKilograms = 120m;
    private const double DaysOfFortyYears = 40 * 365.25;

    private static readonly Regex PhoneWord = TextPattern.Of(@"\b(?:tel|tlf|tfno|telefono|movil|phone|mobile|fax)\b");

    private static readonly Regex IdentityWord = TextPattern.Of(@"\b(?:dni|nif|nie|cif|pasaporte|passport|documento|iban)\b");

    private static readonly Regex PhoneNumber = TextPattern.Of("(?:[0-9][ .-]?){9}");

    private static readonly Regex PostBox = TextPattern.Of(@"\b(?:apartado|apdo|p\.? ?o\.? box)\b");

    private static readonly Regex Number = TextPattern.Of("[0-9]+(?:[.,][0-9]+)?");

    private static readonly FrozenSet<string> NotAName = FrozenSet.Create(
        "el", "la", "los", "las", "un", "una", "de", "del", "the", "a", "an", "of", "no", "si", "yes", "n/a", "na", "desconocido", "unknown", "sin nombre");

    private static readonly FrozenSet<string> NamesOfPractices = FrozenSet.Create("centro", "centre", "center", "veterinario", "veterinaria", "vet", "animal");

    private static readonly FrozenDictionary<string, Func<AcceptedValue, IEnumerable<(bool Holds, string Flag)>>> ByKey =
        new Dictionary<string, Func<AcceptedValue, IEnumerable<(bool, string)>>>
        {
            [FieldKeys.MicrochipId] = Microchip,
            [FieldKeys.Weight] = Weight,
            [FieldKeys.Species] = value => [(!Vocabulary.AllSpecies.Contains(value.Folded), "species_outside_allowed_set")],
            [FieldKeys.Sex] = value => [(value.Folded is not (Vocabulary.Female or Vocabulary.Male), "sex_outside_allowed_set")],
            [FieldKeys.PetName] = PetName,
            [FieldKeys.ClinicName] = ClinicName,
            [FieldKeys.ClinicAddress] = ClinicAddress,
            [FieldKeys.OwnerAddress] = OwnerAddress,
            [FieldKeys.Dob] = Dob,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The signs of one key, in the order of the specification; none for a key that has no value.</summary>
    /// <param name="key">A key of the snapshot.</param>
    /// <param name="snapshot">The snapshot: some signs compare keys, and ages are those at its time.</param>
    public static IReadOnlyList<string> FlagsOf(string key, ExtractionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (AcceptedValue.Of(key, snapshot) is not { } value)
        {
            return [];
        }

        IEnumerable<(bool Holds, string Flag)> signs = [(value.Text.Length > MaxLength, "value_too_long")];
        return [.. signs.Concat(ByKey.TryGetValue(key, out var rules) ? rules(value) : []).Where(sign => sign.Holds).Select(sign => sign.Flag)];
    }

    private static IEnumerable<(bool, string)> Microchip(AcceptedValue value) =>
    [
        (value.Text.Any(char.IsLetter), "microchip_contains_letters"),
        (value.Text.Any(char.IsWhiteSpace), "microchip_multiple_words"),
        (value.Digits.Length is < 9 or > 15, "microchip_length_out_of_range"),
        (value.Text.Any(one => !char.IsAsciiDigit(one) && !char.IsLetter(one) && !char.IsWhiteSpace(one)), "microchip_non_digit_characters"),
        (PhoneWord.IsMatch(value.Context), "microchip_phone_context"),
        (IdentityWord.IsMatch(value.Context), "microchip_document_id_context"),
        (value.Digits is { Length: 9 } digits && digits[0] is >= '6' and <= '9', "microchip_phone_like_digits"),
    ];

    private static IEnumerable<(bool, string)> Weight(AcceptedValue value)
    {
        var number = Number.Match(value.Folded) is { Success: true } match
            && decimal.TryParse(match.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
                ? read
                : (decimal?)null;
        return
        [
            (value.Folded.Replace("kg", "", StringComparison.Ordinal).Any(char.IsLetter), "weight_contains_non_kg_letters"),
            (number is null, "weight_missing_numeric_value"),
            (number is < MinKilograms or > MaxKilograms, "weight_out_of_range"),
        ];
    }

    private static IEnumerable<(bool, string)> PetName(AcceptedValue value) =>
    [
        (value.IsNumeric, "pet_name_numeric_only"),
        (value.Text.Length <= 1, "pet_name_too_short"),
        (value.Words.Any(word => LabelDictionary.Bilingual.IsLabel(word.TrimEnd(':'))), "pet_name_contains_field_label"),
        (DateMention.In(value.Folded).Any(), "pet_name_contains_embedded_date"),
        (NotAName.Contains(value.Folded), "pet_name_is_stopword"),
    ];

    private static IEnumerable<(bool, string)> ClinicName(AcceptedValue value) =>
    [
        (value.IsNumeric, "clinic_name_numeric_only"),
        (value.Text.Length <= 2, "clinic_name_too_short"),
        (PostalAddress.IsStreetLine(value.Folded), "clinic_name_address_like"),
        (!value.Words.Any(word => InstitutionWords.IsInstitution(word) || NamesOfPractices.Contains(word)), "clinic_name_missing_institution_token"),
    ];

    private static IEnumerable<(bool, string)> ClinicAddress(AcceptedValue value) =>
    [
        (value.IsNumeric, "clinic_address_numeric_only"),
        (value.Text.Length < MinAddressLength, "clinic_address_too_short"),
        (value.Text.Contains('@', StringComparison.Ordinal), "clinic_address_contains_email"),
        (PhoneWord.IsMatch(value.Folded), "clinic_address_contains_phone_token"),
        (PhoneNumber.IsMatch(value.Folded), "clinic_address_contains_phone_number"),
        (PostBox.IsMatch(value.Folded) && !PostalAddress.IsAddress(value.Text), "clinic_address_po_box_without_street"),
    ];

    private static IEnumerable<(bool, string)> OwnerAddress(AcceptedValue value) =>
    [
        (value.Text.Length < MinAddressLength, "owner_address_too_short"),
        (value.Text.Length > MaxOwnerAddressLength, "owner_address_too_long"),
        (!PostalAddress.IsAddress(value.Text), "owner_address_no_address_tokens"),
        (value.Other(FieldKeys.ClinicAddress)?.Folded == value.Folded, "owner_address_matches_clinic_address"),
    ];

    private static IEnumerable<(bool, string)> Dob(AcceptedValue value)
    {
        var (born, today) = (value.Day, DateOnly.FromDateTime(value.Snapshot.CreatedAt.UtcDateTime));
        return
        [
            (born > today, "dob_future_date"),
            (born is { } day && today.DayNumber - day.DayNumber > DaysOfFortyYears, "dob_implausibly_old"),
            (born is not null && value.Other(FieldKeys.VisitDate)?.Day == born, "dob_matches_visit_date"),
        ];
    }

    private sealed record AcceptedValue(string Text, string Context, ExtractionSnapshot Snapshot)
    {
        public string Folded { get; } = FoldedText.Fold(Text);

        public string Digits => string.Concat(Text.Where(char.IsAsciiDigit));

        public bool IsNumeric => Text.Any(char.IsAsciiDigit) && !Text.Any(char.IsLetter);

        public string[] Words => Folded.Split([' ', ',', '.', '-'], StringSplitOptions.RemoveEmptyEntries);

        public DateOnly? Day => DateOnly.TryParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        public static AcceptedValue? Of(string key, ExtractionSnapshot snapshot) =>
            snapshot.Fields.GetValueOrDefault(key) is { Status: SnapshotStatus.Accepted, Value: { } value } field
                ? new AcceptedValue(value.Trim(), FoldedText.Fold($"{field.RawCandidate} {field.SourceHint}"), snapshot)
                : null;

        public AcceptedValue? Other(string key) => Of(key, Snapshot);
    }
}
