namespace RunFunctions.Core.Engine.Domain;

/// <summary>The spelling of tags: what people group runs by.</summary>
public static class RunTag
{
    /// <summary>Most characters of a tag.</summary>
    public const int MaxLength = 50;

    /// <summary>What a refusal of something else says.</summary>
    public static string Expected { get; } = $"Expected 1 to {MaxLength} lowercase letters, digits and characters of '-_.:/', first a letter or digit.";

    /// <summary>Whether a text is a tag: 1–50 lowercase letters, digits and characters of <c>-_.:/</c>, first a letter or digit.</summary>
    public static bool IsMatch(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && IsLetterOrDigit(text[0]) && text.All(c => IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/');

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
