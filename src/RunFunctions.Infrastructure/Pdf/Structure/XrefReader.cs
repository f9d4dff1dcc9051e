using RunFunctions.Infrastructure.Pdf.Filters;
using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>Reads the chain of cross-reference tables and streams from the newest to the oldest (ISO 32000-1, 7.5.4, 7.5.8).</summary>
internal sealed class XrefReader(ReadOnlyMemory<byte> data, ExtractionBudget budget)
{
    private const int StartXrefWindow = 2048;

    private readonly XrefTable _table = new();
    private readonly StreamDecoder _decoder = new(budget, value => value ?? PdfNull.Instance);

    /// <exception cref="PdfFormatException">The chain is broken; the file needs a recovery scan.</exception>
    public XrefTable Read()
    {
        var visited = new HashSet<int>();
        int? offset = StartOffset();
        while (offset is { } section && visited.Add(section))
        {
            budget.CheckTime();
            offset = ReadSection(section);
        }

        return _table;
    }

    private int StartOffset()
    {
        var tail = data.Span[Math.Max(0, data.Length - StartXrefWindow)..];
        var found = tail.LastIndexOf("startxref"u8);
        if (found < 0)
        {
            throw new PdfFormatException("no startxref");
        }

        var lexer = new PdfLexer(data, data.Length - tail.Length + found + "startxref".Length);
        lexer.SkipSpace();
        return lexer.ReadDigits() ?? throw new PdfFormatException("startxref without offset");
    }

    private int? ReadSection(int offset)
    {
        if (offset >= data.Length)
        {
            throw new PdfFormatException("xref past the end");
        }

        var lexer = new PdfLexer(data, offset);
        lexer.SkipSpace();
        var trailer = CharacterClass.IsDigit(lexer.Peek()) ? ReadStream(lexer.Position) : ReadTable(lexer);
        _table.Trailer ??= trailer;
        return (trailer["Prev"] as PdfNumber)?.Integer;
    }

    private PdfDictionary ReadTable(PdfLexer lexer)
    {
        if (!lexer.ReadRegular().SequenceEqual("xref"u8))
        {
            throw new PdfFormatException("no xref at its offset");
        }

        var free = new List<int>();
        lexer.SkipSpace();
        while (lexer.ReadDigits() is { } first)
        {
            lexer.SkipSpace();
            var count = lexer.ReadDigits() ?? throw new PdfFormatException("xref subsection");
            for (var i = 0; i < count; i++)
            {
                ReadTableEntry(lexer, first + i, free);
            }

            lexer.SkipSpace();
        }

        if (!lexer.ReadRegular().SequenceEqual("trailer"u8)
            || new PdfParser(lexer, budget, readsReferences: true).Read() is not PdfDictionary trailer)
        {
            throw new PdfFormatException("no trailer");
        }

        // Hybrid files: objects that the table calls free may stand in this stream.
        if (trailer["XRefStm"] is PdfNumber hybrid)
        {
            ReadStream(hybrid.Integer);
        }

        free.ForEach(number => _table.Entries.TryAdd(number, XrefEntry.Free));
        return trailer;
    }

    private void ReadTableEntry(PdfLexer lexer, int number, List<int> free)
    {
        lexer.SkipSpace();
        var offset = lexer.ReadDigits();
        lexer.SkipSpace();
        var generation = lexer.ReadDigits();
        lexer.SkipSpace();
        var kind = lexer.ReadRegular();
        if (offset is null || generation is null || kind.IsEmpty)
        {
            throw new PdfFormatException("xref entry");
        }

        budget.CountObject();
        if (kind[0] == 'n')
        {
            _table.Entries.TryAdd(number, new XrefEntry(0, offset.Value));
        }
        else
        {
            free.Add(number);
        }
    }

    private PdfDictionary ReadStream(int offset)
    {
        var read = IndirectObject.ReadAt(data, offset, budget, _ => null, security: null);
        if (read?.Value is not PdfStream stream)
        {
            throw new PdfFormatException("no xref stream at its offset");
        }

        var widths = Integers(stream.Dictionary["W"]);
        if (widths.Count < 3 || widths.Any(w => w is < 0 or > 8) || widths.Sum() == 0)
        {
            throw new PdfFormatException("xref stream widths");
        }

        var rows = _decoder.Decode(stream);
        var size = (stream.Dictionary["Size"] as PdfNumber)?.Integer ?? 0;
        var index = Integers(stream.Dictionary["Index"]);
        index = index.Count >= 2 ? index : [0, size];
        for (var i = 0; i + 1 < index.Count; i += 2)
        {
            rows = ReadRows(rows, index[i], index[i + 1], widths);
        }

        return stream.Dictionary;
    }

    private ReadOnlyMemory<byte> ReadRows(ReadOnlyMemory<byte> rows, int first, int count, List<int> widths)
    {
        var rowLength = widths.Sum();
        for (var i = 0; i < count && rows.Length >= rowLength; i++)
        {
            var row = rows.Span[..rowLength];
            var type = widths[0] == 0 ? 1 : BigEndian(row[..widths[0]]);
            var second = BigEndian(row.Slice(widths[0], widths[1]));
            var third = BigEndian(row.Slice(widths[0] + widths[1], widths[2]));
            budget.CountObject();
            _table.Entries.TryAdd(first + i, type switch
            {
                1 => new XrefEntry(0, second),
                2 => new XrefEntry(second, third),
                _ => XrefEntry.Free,
            });
            rows = rows[rowLength..];
        }

        return rows;
    }

    private static int BigEndian(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var part in bytes)
        {
            value = (value << 8) | part;
        }

        return value is < 0 or > int.MaxValue ? int.MaxValue : (int)value;
    }

    private static List<int> Integers(PdfObject? value) =>
        value is PdfArray array ? [.. array.Items.OfType<PdfNumber>().Select(n => n.Integer)] : [];
}
