using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>The check that a value is the name of a person, not a phone, a licence or an address (specs/documents.md §6.3).</summary>
public static class PersonName
{
    private const int MinTokens = 2;
    private const int MaxTokens = 5;

    private static readonly Regex AddressBegins = TextPattern.Of(
        @"\b(?:calle|av|avda|avenida|cp|codigo postal|no|num|numero|plaza|pte|portal|piso|puerta|street|road|avenue)\b|\bc/");

    private static readonly Regex AddressLike = TextPattern.Of(
        @"\b(?:calle|av|avda|avenida|cp|portal|piso|puerta|street|road|avenue)\b|\bc/|[0-9] ?(?:,|-|$)");

    private static readonly Regex PhoneLike = TextPattern.Of(@"[0-9][0-9 ().-]{6}");

    private static readonly Regex LicenceOnly = TextPattern.Of(
        @"^(?:col|colegiado|colegiada|no col|lic|licencia|cmp|nif|dni)\b[.:]? *[a-z0-9-]+$");

    /// <summary>A licence, a phone or a remark after the name: "Lucía Sanz, col. 1234", "Lucía Sanz (28/1234)".</summary>
    private static readonly Regex Remark = TextPattern.Of(
        @"(?:\(|[,;-] {0,9}(?:(?:n[o.]{1,2} {0,9})?col|colegiad[oa]|lic|licencia|nif|dni|nie|tel|tlf|tfno|movil|phone|mobile|email|mail"
        + @"|mrcvs|dvm|bvsc|bvm&s|vmd|lda|ldo)\b| (?:col|colegiad[oa]|nif|dni)\b)");

    private static readonly Regex NameToken = TextPattern.Of(@"^[\p{L}\p{M}'’.-]+$");

    /// <returns>The part of the value before an address begins, if that is a person; otherwise null.</returns>
    public static string? Owner(string value) => Checked(value[..AddressStart(value)]);

    /// <returns>The value with single spaces, if it is a person; otherwise null.</returns>
    public static string? Vet(string value) => Checked(value);

    /// <summary>Where an address begins in a value that starts with a name; its length when none does.</summary>
    internal static int AddressStart(string value)
    {
        var folded = FoldedText.Of(value);
        var address = AddressBegins.Match(folded.Text);
        return address.Success ? folded.OriginOf(address.Index) : value.Length;
    }

    private static string? Checked(string value)
    {
        var name = Spacing.Collapse(WithoutRemark(value)).TrimEnd(' ', ',', '-', '(');
        var folded = FoldedText.Fold(name);
        if (name.Contains('@') || PhoneLike.IsMatch(folded) || LicenceOnly.IsMatch(folded) || AddressLike.IsMatch(folded))
        {
            return null;
        }

        var tokens = name.Split(' ');
        var nameTokens = tokens.Count(token => NameToken.IsMatch(token));
        return tokens.Length is >= MinTokens and <= MaxTokens && nameTokens >= Math.Max(2, tokens.Length * 6 / 10) ? name : null;
    }

    private static string WithoutRemark(string value)
    {
        var folded = FoldedText.Of(value);
        return Remark.Match(folded.Text) is { Success: true, Index: > 0 } remark ? value[..folded.OriginOf(remark.Index)] : value;
    }
}
