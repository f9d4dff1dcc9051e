using System.Text;
using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>The name of an animal.</summary>
public static class PetName
{
    private const int MaxLength = 100;

    private static readonly Regex BirthAfterDash = TextPattern.Of(@"- {0,9}(?:nacimiento|nac|dob|birth|f\.? ?nac)\b");

    /// <returns>The name with a capital at the start of each run of letters; null when the value is none.</returns>
    public static string? Normalise(string value)
    {
        var folded = FoldedText.Of(value);
        var birth = BirthAfterDash.Match(folded.Text);
        var name = WithoutRemark(Spacing.Collapse(birth.Success ? value[..folded.OriginOf(birth.Index)] : value));
        return name.Length is > 0 and <= MaxLength && char.IsLetter(name[0]) && !name.Contains(':') ? TitleCased(name) : null;
    }

    /// <summary>What follows a comma, a bracket or a dash describes the animal: "Toby (podenco)", "Luna - gata".</summary>
    private static string WithoutRemark(string name)
    {
        var remark = name.AsSpan().IndexOfAny(',', '(', ';');
        var dash = name.IndexOf(" - ", StringComparison.Ordinal);
        var end = (remark, dash) switch
        {
            ( > 0, > 0) => Math.Min(remark, dash),
            ( > 0, _) => remark,
            (_, > 0) => dash,
            _ => name.Length,
        };
        return name[..end].TrimEnd(' ', '-');
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
