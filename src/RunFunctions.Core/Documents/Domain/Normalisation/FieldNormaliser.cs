using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Brings a raw value to the form in which its field is stored, or refuses it (specs/documents.md §6.3, §6.6).</summary>
public static class FieldNormaliser
{
    private const int MinTextLength = 2;

    /// <summary>The bullet of the next item of a list.</summary>
    private static readonly Regex BulletBelow = TextPattern.Of(@"[.,;]?[ \t]{0,20}[\r\n]{1,9}[ \t]{0,20}(?:[-*\u2022\u00B7]|[0-9]{1,2}[.)-]) {1,20}");

    /// <param name="key">Field key.</param>
    /// <param name="value">As written, without spaces and punctuation at its ends.</param>
    /// <param name="order">How dates in numbers are read when both orders are possible.</param>
    /// <returns>Null when the value cannot be one of this field.</returns>
    public static string? Normalise(string key, string value, DateOrder order = DateOrder.DayFirst)
    {
        var folded = FoldedText.Fold(value);
        return key switch
        {
            FieldKeys.PetName => PetName.Normalise(value),
            FieldKeys.Species => Vocabulary.Species(folded),
            FieldKeys.Breed => BreedName.Normalise(value),
            FieldKeys.Sex => Vocabulary.Sex(folded),
            FieldKeys.ReproductiveStatus => Vocabulary.ReproductiveStatus(folded),
            FieldKeys.Age => AnimalAge.Normalise(value),
            FieldKeys.MicrochipId => Microchip.Normalise(folded),
            FieldKeys.Weight => BodyWeight.Normalise(folded),
            FieldKeys.ClinicalRecordNumber or FieldKeys.ClaimId => RecordNumber.Normalise(value),
            FieldKeys.InvoiceTotal or FieldKeys.CoveredAmount or FieldKeys.NonCoveredAmount => MoneyAmount.Normalise(value),
            FieldKeys.OwnerId => IdentityNumber.Normalise(value),
            FieldKeys.ClinicName => PostalAddress.IsAddress(value) ? null : Text(value),
            FieldKeys.ClinicAddress => Text(PostalAddress.Clinic(value)),
            FieldKeys.OwnerAddress => PostalAddress.Owner(value),
            FieldKeys.OwnerName => PersonName.Owner(value),
            FieldKeys.VetName => PersonName.Vet(value),
            _ when IsDate(key) => RecordDate.AtStart(folded, order)?.ToIso(),
            _ => Text(value),
        };
    }

    internal static bool IsDate(string key) => GlobalSchema.Find(key)?.ValueType == SchemaValueType.Date;

    private static string? Text(string value)
        => Spacing.Collapse(BulletBelow.Replace(value, "; ")) is { Length: >= MinTextLength } text && text.Any(char.IsLetterOrDigit) ? text : null;
}
