using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>
/// Rebuilds the cross-reference information of a damaged file from the <c>obj</c> words in its body. Of objects
/// with the same number the last one wins, as in an incremental update.
/// </summary>
internal sealed class RecoveryScan(ReadOnlyMemory<byte> data, ExtractionBudget budget)
{
    private readonly SortedList<int, int> _numbersByOffset = [];

    /// <summary>Numbers of object streams in file order; their contents are not in <see cref="Table"/> yet.</summary>
    public List<int> ObjectStreams { get; } = [];

    public XrefTable Table { get; } = new();

    public void Run()
    {
        FindObjects();
        ObjectStreams.AddRange(ObjectsAround("/ObjStm"u8).Distinct());
        Table.Trailer = FindTrailer();
    }

    private void FindObjects()
    {
        var span = data.Span;
        var position = 0;
        while (true)
        {
            var found = span[position..].IndexOf("obj"u8);
            if (found < 0)
            {
                return;
            }

            var word = position + found;
            position = word + "obj".Length;
            if (TryReadHeadBefore(span, word, out var number, out var offset))
            {
                budget.CountObject();
                _numbersByOffset[offset] = number;
                Table.Entries[number] = new XrefEntry(0, offset);
                if (_numbersByOffset.Count % 1024 == 0)
                {
                    budget.CheckTime();
                }
            }
        }
    }

    // Reads backwards over "12 0 " in front of the word obj.
    private static bool TryReadHeadBefore(ReadOnlySpan<byte> span, int word, out int number, out int offset)
    {
        number = 0;
        offset = SkipBack(span, word, CharacterClass.IsWhiteSpace);
        var generation = SkipBack(span, offset, CharacterClass.IsDigit);
        var gap = SkipBack(span, generation, CharacterClass.IsWhiteSpace);
        var start = SkipBack(span, gap, CharacterClass.IsDigit);
        if (generation == offset || gap == generation || start == gap || gap - start > 9 || (start > 0 && CharacterClass.IsRegular(span[start - 1])))
        {
            return false;
        }

        foreach (var digit in span[start..gap])
        {
            number = (number * 10) + (digit - '0');
        }

        offset = start;
        return true;
    }

    private static int SkipBack(ReadOnlySpan<byte> span, int position, Func<byte, bool> matches)
    {
        // Bounded, so that long runs of white space before many "obj" words stay cheap.
        var stop = Math.Max(0, position - 16);
        while (position > stop && matches(span[position - 1]))
        {
            position--;
        }

        return position;
    }

    // The objects in which a mark stands: for each, the nearest object start before it.
    private List<int> ObjectsAround(ReadOnlySpan<byte> mark)
    {
        var numbers = new List<int>();
        var position = 0;
        while (data.Span[position..].IndexOf(mark) is var found and >= 0)
        {
            position += found + mark.Length;
            var index = LastStartBefore(position);
            if (index >= 0)
            {
                numbers.Add(_numbersByOffset.Values[index]);
            }
        }

        return numbers;
    }

    private int LastStartBefore(int position)
    {
        var low = -1;
        var high = _numbersByOffset.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_numbersByOffset.Keys[middle] < position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private PdfDictionary FindTrailer()
    {
        var trailers = new List<PdfDictionary>();
        var position = 0;
        while (data.Span[position..].IndexOf("trailer"u8) is var found and >= 0)
        {
            position += found + "trailer".Length;
            budget.CheckTime();
            if (new PdfParser(new PdfLexer(data, position), budget, readsReferences: true).Read() is PdfDictionary trailer)
            {
                trailers.Add(trailer);
            }
        }

        foreach (var number in ObjectsAround("/XRef"u8))
        {
            budget.CheckTime();
            if (IndirectObject.ReadAt(data, Table.Entries[number].Position, budget, _ => null, security: null)?.Value is PdfStream stream)
            {
                trailers.Add(stream.Dictionary);
            }
        }

        return Merge(trailers) ?? CatalogAsTrailer();
    }

    // A linearized or updated file has several trailers; the newest one may be the damaged one.
    private static PdfDictionary? Merge(List<PdfDictionary> trailers)
    {
        var entries = new Dictionary<string, PdfObject>(StringComparer.Ordinal);
        foreach (var (key, value) in trailers.SelectMany(t => t.Entries))
        {
            if (key is "Root" or "Encrypt" or "ID")
            {
                entries[key] = value;
            }
        }

        return entries.ContainsKey("Root") ? new PdfDictionary(entries) : null;
    }

    private PdfDictionary CatalogAsTrailer()
    {
        var catalogs = ObjectsAround("/Catalog"u8);
        return catalogs.Count == 0
            ? PdfDictionary.Empty
            : new PdfDictionary(new(StringComparer.Ordinal) { ["Root"] = new PdfReference(catalogs[^1], 0) });
    }
}
