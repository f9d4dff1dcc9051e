namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>White space in values.</summary>
internal static class Spacing
{
    /// <summary>One space for each run of white space, none at the ends.</summary>
    public static string Collapse(string value)
        => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
