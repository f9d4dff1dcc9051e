using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>The values before an operator. Missing or mistyped ones read as zero, as viewers do.</summary>
internal readonly struct Operands(List<PdfObject> values)
{
    public PdfObject? Last => values.Count > 0 ? values[^1] : null;

    /// <summary>The last value as a number.</summary>
    public double Number => NumberBefore(0);

    public string Name => values.OfType<PdfName>().LastOrDefault()?.Value ?? "";

    public Matrix Matrix => new(NumberBefore(5), NumberBefore(4), NumberBefore(3), NumberBefore(2), NumberBefore(1), NumberBefore(0));

    /// <summary>The number that has <paramref name="later"/> values after it.</summary>
    public double NumberBefore(int later) => later < values.Count && values[^(later + 1)] is PdfNumber number ? number.Value : 0;
}
