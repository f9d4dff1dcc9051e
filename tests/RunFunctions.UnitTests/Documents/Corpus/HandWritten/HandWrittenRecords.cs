using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Documents.Corpus.HandWritten;

/// <summary>
/// Whole records written by hand, one file each: the pages, <c>=====</c> between them, and after <c>----- truth</c> what a
/// reviewer enters, in the lines of <see cref="TruthText"/>. Files are named after their language.
/// </summary>
internal static class HandWrittenRecords
{
    private const string Folder = "tests/RunFunctions.UnitTests/Documents/Corpus/HandWritten";

    public static IEnumerable<CorpusCase> Cases() => Repository.Files(Folder, "*.txt").Select(Case);

    private static CorpusCase Case(TextFile file, int number)
    {
        var parts = file.Text.Split("----- truth\n");
        var truth = new Truth();
        TruthText.Read(truth, parts[1]);
        var name = Path.GetFileNameWithoutExtension(file.Path);
        return new(
            "hand-written/" + name, "hand-written", name[..2], number % 2 == 0 ? Half.Development : Half.HeldOut, PagedText.Of(parts[0].Split("=====\n")), truth);
    }
}
