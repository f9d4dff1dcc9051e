using System.Text;
using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>The name of an animal.</summary>
public static class PetName
{
    private const int MaxLength = 100;

    private static readonly Regex BirthAfterDash = new(
        @" *- *(?:nacimiento|nac|dob|birth|f\.? ?nac)\b.*$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <returns>The name with a capital at the start of each run of letters; null when the value is none.</returns>
    public static string? Normalise(string value)
    {
        var folded = FoldedText.Of(value);
        var birth = BirthAfterDash.Match(folded.Text);
        var name = Spacing.Collapse(birth.Success ? value[..folded.OriginOf(birth.Index)] : value);
        return name.Length is > 0 and <= MaxLength && char.IsLetter(name[0]) && !name.Contains(':') ? TitleCased(name) : null;
    }

    private static string TitleCased(string name)
    {
        var cased = new StringBuilder(name.Length);
        var inRun = false;
        foreach (var character in name)
        {
            cased.Append(inRun ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character));
            inRun = char.IsLetter(character) || (inRun && char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.NonSpacingMark);
        }

        return cased.ToString();
    }
}
