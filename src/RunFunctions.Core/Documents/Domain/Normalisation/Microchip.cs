using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A transponder number: 9 to 15 digits, written together or in groups.</summary>
public static class Microchip
{
    private const int MinDigits = 9;
    private const int MaxDigits = 15;

    private const int FirstCountry = 4;
    private const int LastCountry = 894;
    private const int FirstManufacturer = 900;
    private const int LastManufacturer = 998;

    /// <summary>Characters that may stand before the digits, such as a country code.</summary>
    private const int MaxPrefix = 4;

    private static readonly SearchValues<char> GroupCharacters = SearchValues.Create("0123456789 .-");

    private static readonly Regex Together = TextPattern.Of("(?:^|[^0-9])(?<digits>[0-9]{9,15})(?:$|[^0-9])");

    private static readonly Regex Grouped = TextPattern.Of("^[a-z ]{0,4}(?<digits>[0-9]+(?:[ .-][0-9]+)*)");

    /// <returns>Digits only; null when the folded value holds no such number.</returns>
    public static string? Normalise(string foldedValue) => Match(foldedValue)?.Digits;

    /// <summary>
    /// Whether a number can be one of ISO 11784: 15 digits that begin with a country of ISO 3166 or with the code of a
    /// manufacturer (900 to 998). Older transponders are not, so this is a mark of trust and never a reason to refuse.
    /// </summary>
    /// <param name="digits">Digits only.</param>
    public static bool IsIso11784(string digits)
        => digits.Length == MaxDigits && int.Parse(digits.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture)
            is (>= FirstCountry and <= LastCountry) or (>= FirstManufacturer and <= LastManufacturer);

    internal static int? LengthAtStart(ReadOnlySpan<char> foldedValue)
        => BeginsWithEnoughDigits(foldedValue) && Match(foldedValue.ToString()) is { Start: <= MaxPrefix } found
            ? found.End
            : null;

    /// <summary>Spares most values the regular expressions.</summary>
    private static bool BeginsWithEnoughDigits(ReadOnlySpan<char> value)
    {
        var start = value.IndexOfAnyInRange('0', '9');
        if (start is < 0 or > MaxPrefix)
        {
            return false;
        }

        var rest = value[start..];
        var end = rest.IndexOfAnyExcept(GroupCharacters);
        var digits = 0;
        foreach (var character in end < 0 ? rest : rest[..end])
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return digits >= MinDigits;
    }

    private static (string Digits, int Start, int End)? Match(string value)
    {
        if (Together.Match(value) is { Success: true } together)
        {
            var run = together.Groups["digits"];
            return (run.Value, run.Index, run.Index + run.Length);
        }

        var groups = Grouped.Match(value).Groups["digits"];
        var digits = string.Concat(groups.Value.Where(char.IsAsciiDigit));
        return digits.Length is >= MinDigits and <= MaxDigits ? (digits, groups.Index, groups.Index + groups.Length) : null;
    }
}
