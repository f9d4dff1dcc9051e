using System.Text.RegularExpressions;

namespace RunFunctions.UnitTests.Documents.Corpus.Scoring;

/// <summary>
/// The form in which values are compared. Values with a normal form in the specification are compared as they are; of texts
/// the case and the spaces do not matter, of addresses not the commas, of people not the titles.
/// </summary>
internal static partial class Comparable
{
    private static readonly string[] Titles = ["dr", "dr.", "dra", "dra.", "sr.", "sra.", "d.", "dña.", "mr", "mrs", "ms"];

    private static readonly string[] Neutered = ["neuter", "spay", "castrad", "esteriliz"];

    private static readonly string[] Entire = ["entire", "entero", "entera", "intact", "fertil", "fértil"];

    public static string Of(string key, string value) => key switch
    {
        "pet_name" or "species" or "sex" or "weight" or "microchip_id" or "language" => value,
        "age" => Age(value),
        "reproductive_status" => Status(value.ToLowerInvariant()),
        "clinic_address" or "owner_address" => Text(value.Replace(',', ' ')),
        "vet_name" or "owner_name" => Untitled(Text(value)),
        _ when key.EndsWith("_date", StringComparison.Ordinal) || key == "dob" => value,
        _ => Text(value),
    };

    private static string Text(string value)
        => string.Join(' ', value.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    private static string Untitled(string name)
        => string.Join(' ', name.Split(' ').SkipWhile(word => Titles.Contains(word)));

    private static string Status(string value)
        => Neutered.Any(value.Contains) ? "neutered" : Entire.Any(value.Contains) ? "entire" : value;

    /// <summary>Numbers with their unit; years where none is said.</summary>
    private static string Age(string value)
    {
        var parts = AgePart().Matches(value.ToLowerInvariant());
        return parts.Count == 0 ? value : string.Join(' ', parts.Select(part => part.Groups["number"].Value + Unit(part.Groups["unit"].Value)));
    }

    private static string Unit(string unit) => unit switch
    {
        ['m', ..] => "m",
        ['s' or 'w', ..] => "w",
        _ => "y",
    };

    [GeneratedRegex(@"(?<number>\d+)\s*(?<unit>\p{L}*)", RegexOptions.NonBacktracking)]
    private static partial Regex AgePart();
}
