namespace RunFunctions.Core.Engine.Domain;

/// <summary>How a run read its input, as its steps found out or were told. Codes only, never text.</summary>
/// <param name="LanguageUsed">ISO 639-1, or <c>unknown</c>; null before the step that reads.</param>
/// <param name="SchemaContractUsed">Name of the contract that the result keeps; null before the step that makes it.</param>
public sealed record RunReading(string? LanguageUsed = null, string? SchemaContractUsed = null)
{
    /// <summary>Nothing was read yet.</summary>
    public static RunReading None { get; } = new();
}
