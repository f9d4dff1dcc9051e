using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>A decoded stream of objects (ISO 32000-1, 7.5.7) and where each one stands in it.</summary>
internal sealed class ObjectStream
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly ExtractionBudget _budget;
    private readonly Dictionary<int, int> _offsets = [];

    public ObjectStream(ReadOnlyMemory<byte> data, int count, int first, ExtractionBudget budget)
    {
        _data = data;
        _budget = budget;
        var lexer = new PdfLexer(data);
        for (var i = 0; i < count; i++)
        {
            lexer.SkipSpace();
            var number = lexer.ReadDigits();
            lexer.SkipSpace();
            var offset = lexer.ReadDigits();
            if (number is null || offset is null || lexer.Position > data.Length)
            {
                break;
            }

            budget.CountObject();
            _offsets[number.Value] = (int)Math.Min((long)first + offset.Value, data.Length);
        }
    }

    public IEnumerable<int> Numbers => _offsets.Keys;

    /// <returns>Null when the stream does not hold the object.</returns>
    public PdfObject? Read(int number) => _offsets.TryGetValue(number, out var offset)
        ? new PdfParser(new PdfLexer(_data, offset), _budget, readsReferences: true).Read()
        : null;
}
