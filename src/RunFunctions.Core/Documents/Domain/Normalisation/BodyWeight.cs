using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A body weight as written in a record, to kilograms (specs/documents.md §6.6).</summary>
public static class BodyWeight
{
    private const decimal MinKilograms = 0.5m;
    private const decimal MaxKilograms = 120m;

    private const decimal Ounce = 0.028349523125m;

    /// <summary>Kilograms in one unit.</summary>
    private static readonly FrozenDictionary<string, decimal> Units = new Dictionary<string, decimal>
    {
        ["kg"] = 1m,
        ["kgs"] = 1m,
        ["kilo"] = 1m,
        ["kilos"] = 1m,
        ["kilogramos"] = 1m,
        ["kilograms"] = 1m,
        ["g"] = 0.001m,
        ["gr"] = 0.001m,
        ["grs"] = 0.001m,
        ["gramos"] = 0.001m,
        ["grams"] = 0.001m,
        ["lb"] = 0.45359237m,
        ["lbs"] = 0.45359237m,
        ["pounds"] = 0.45359237m,
        ["libras"] = 0.45359237m,
        ["pound"] = 0.45359237m,
        ["oz"] = Ounce,
        ["ounces"] = Ounce,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, decimal>.AlternateLookup<ReadOnlySpan<char>> UnitsBySpan =
        Units.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> NotAWeight = FrozenSet.Create(
        "mg", "mcg", "ug", "ml", "l", "cm", "mm", "m", "u", "ui", "iu", "meses", "mes", "anos", "ano", "dias", "dia",
        "semanas", "months", "month", "years", "year", "days", "weeks", "stone", "eur", "euros", "usd");

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789., ");

    private static readonly Regex PoundsAndOunces = TextPattern.Of(
        @"^(?<pounds>[0-9]{1,3}) ?(?:lb|lbs|pounds?),? ?(?:and )?(?<ounces>[0-9]{1,2}(?:\.[0-9])?) ?(?:oz|ounces)\b");

    private static readonly Regex Pattern = TextPattern.Of(
        @"^(?:aprox\.? |~ ?)?(?<number>[0-9]{1,6}(?:[.,][0-9]{1,3})?)(?<space> {0,2})(?<unit>[a-z]*)(?<after>[/%0-9]|-[0-9])?");

    /// <returns><c>18.4 kg</c>; null when the folded value does not begin with a weight between 0.5 and 120 kg.</returns>
    public static string? Normalise(string foldedValue) => Match(foldedValue) is { } weight ? Written(weight.Kilograms) : null;

    /// <summary>Characters of the weight that the value begins with; a number alone, without unit, is none here.</summary>
    internal static int? LengthAtStart(ReadOnlySpan<char> foldedValue)
    {
        var unit = foldedValue.IndexOfAnyExcept(NumberCharacters);
        return unit > 0 && IsUnit(foldedValue[unit..])
            && Match(foldedValue.ToString()) is { HasUnit: true } weight
            ? weight.Length
            : null;
    }

    /// <summary>Spares most values the regular expressions.</summary>
    private static bool IsUnit(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('a', 'z');
        return UnitsBySpan.ContainsKey(end < 0 ? rest : rest[..end]);
    }

    private static (decimal Kilograms, bool HasUnit, int Length)? Match(string value)
    {
        if (PoundsAndOunces.Match(value) is { Success: true } both)
        {
            return InRange(
                (Number(both.Groups["pounds"]) * Units["lb"]) + (Number(both.Groups["ounces"]) * Ounce), hasUnit: true, both.Length);
        }

        var match = Pattern.Match(value);
        if (!match.Success || Factor(match) is not { } factor)
        {
            return null;
        }

        var unit = match.Groups["unit"];
        var hasUnit = Units.ContainsKey(unit.Value);
        return InRange(Number(match.Groups["number"], inGrams: factor < Ounce) * factor, hasUnit, hasUnit ? unit.Index + unit.Length : match.Length);
    }

    private static (decimal Kilograms, bool HasUnit, int Length)? InRange(decimal kilograms, bool hasUnit, int length)
        => Math.Round(kilograms, 2, MidpointRounding.AwayFromZero) is >= MinKilograms and <= MaxKilograms and var rounded
            ? (rounded, hasUnit, length)
            : null;

    /// <summary>Nobody weighs an animal to the milligram: in "4.100 g" the dot parts thousands.</summary>
    private static decimal Number(Group written, bool inGrams = false)
        => decimal.Parse(
            inGrams && written.Value.AsSpan().IndexOfAny('.', ',') == written.Length - 4
                ? written.Value.Replace(".", "").Replace(",", "")
                : written.Value.Replace(',', '.'),
            CultureInfo.InvariantCulture);

    /// <summary>
    /// Kilograms in one of the written unit, kilogram when none is written. A dose ("mg/kg"), a percentage, a date, a
    /// range or a number with letters of its own is no weight.
    /// </summary>
    private static decimal? Factor(Match match)
    {
        var unit = match.Groups["unit"].Value;
        if (match.Groups["after"].Length > 0)
        {
            return null;
        }

        if (unit.Length == 0 || Units.ContainsKey(unit))
        {
            return unit.Length == 0 ? 1m : Units[unit];
        }

        return match.Groups["space"].Length > 0 && !NotAWeight.Contains(unit) ? 1m : null;
    }

    private static string Written(decimal kilograms) => kilograms.ToString("0.##", CultureInfo.InvariantCulture) + " kg";
}
