namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>A value as a record has it, and as a careful reviewer enters it.</summary>
/// <param name="Text">In the words of the record.</param>
/// <param name="Value">Normalised as the specification says.</param>
internal sealed record Written(string Text, string Value)
{
    public static Written AsIs(string text) => new(text, text);
}
