using System.Text;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>Pages joined as the extractor joins them.</summary>
internal static class PagedText
{
    public static DocumentText Of(IReadOnlyList<string> pages)
    {
        var text = new StringBuilder();
        var table = new List<PageText>();
        foreach (var page in pages)
        {
            if (table.Count > 0)
            {
                text.Append('\n');
            }

            table.Add(new PageText(table.Count + 1, text.Length, page.Length, page.Length, 0, 0));
            text.Append(page);
        }

        return new(text.ToString(), table);
    }
}
