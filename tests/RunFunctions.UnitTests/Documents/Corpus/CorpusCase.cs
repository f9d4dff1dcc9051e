using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>Rules may be made by looking at the first half; the other shows whether they hold for texts nobody looked at.</summary>
internal enum Half
{
    Development,
    HeldOut,
}

/// <param name="Id">Names the case in lists of misses.</param>
/// <param name="Group">Layout or kind of case: a line of the table.</param>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
/// <param name="Half">Which half of the corpus.</param>
/// <param name="Text">What is interpreted.</param>
/// <param name="Truth">What should come of it.</param>
internal sealed record CorpusCase(string Id, string Group, string Language, Half Half, DocumentText Text, Truth Truth)
{
    /// <summary>The item of the list of known defects that this case is a trap for; null when it is none.</summary>
    public int? Trap { get; init; }
}
