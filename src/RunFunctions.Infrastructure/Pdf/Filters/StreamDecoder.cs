using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Filters;

/// <summary>Undoes the filters of a stream (ISO 32000-1, 7.4). Image filters are left alone: no text is behind them.</summary>
/// <param name="budget">Charged with every byte that comes out.</param>
/// <param name="resolve">Follows references.</param>
internal sealed class StreamDecoder(ExtractionBudget budget, Func<PdfObject?, PdfObject> resolve)
{
    private const int MaxFilters = 8;

    /// <summary>The decoded bytes; of damaged data, as many as could be decoded.</summary>
    /// <exception cref="PdfFormatException">A filter is unknown, or one for images.</exception>
    public ReadOnlyMemory<byte> Decode(PdfStream stream)
    {
        var dictionary = stream.Dictionary;
        var filters = ItemsOf(dictionary["Filter"] ?? dictionary["F"]);
        var parameters = ItemsOf(dictionary["DecodeParms"] ?? dictionary["DP"]);
        if (filters.Count > MaxFilters)
        {
            throw new PdfFormatException("too many filters");
        }

        var bytes = stream.Encoded;
        for (var i = 0; i < filters.Count; i++)
        {
            var filter = filters[i] as PdfName;
            var filterParameters = i < parameters.Count ? parameters[i] as PdfDictionary : null;
            bytes = Decode(filter?.Value, bytes, filterParameters ?? PdfDictionary.Empty);
        }

        return bytes;
    }

    private ReadOnlyMemory<byte> Decode(string? filter, ReadOnlyMemory<byte> bytes, PdfDictionary parameters)
    {
        switch (filter)
        {
            case "FlateDecode" or "Fl":
                return Predictor.Undo(FlateFilter.Decode(bytes, budget), name => Integer(parameters, name));
            case "LZWDecode" or "LZW":
                var earlyChange = Integer(parameters, "EarlyChange") ?? 1;
                return Predictor.Undo(LzwFilter.Decode(bytes.Span, earlyChange, budget), name => Integer(parameters, name));
            case "ASCII85Decode" or "A85":
                return AsciiFilters.DecodeAscii85(bytes.Span, budget);
            case "ASCIIHexDecode" or "AHx":
                return AsciiFilters.DecodeHex(bytes.Span, budget);
            case "RunLengthDecode" or "RL":
                return RunLengthFilter.Decode(bytes.Span, budget);
            case "Crypt":
                return bytes;
            default:
                throw new PdfFormatException("unknown filter");
        }
    }

    private int? Integer(PdfDictionary parameters, string name) => (resolve(parameters[name]) as PdfNumber)?.Integer;

    private List<PdfObject> ItemsOf(PdfObject? value) => resolve(value) switch
    {
        PdfArray array => [.. array.Items.Take(MaxFilters + 1).Select(resolve)],
        PdfNull => [],
        var single => [single],
    };
}
