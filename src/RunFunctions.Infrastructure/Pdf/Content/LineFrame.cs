using System.Runtime.InteropServices;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>Where a glyph stands on the page (X, Y) and along its line (U, V).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlacedGlyph(double X, double Y, int Angle, double U, double V, double Width);

/// <summary>The line along which one string is shown, in page coordinates.</summary>
internal readonly struct LineFrame
{
    private readonly Matrix _matrix;
    private readonly bool _isVertical;
    private readonly int _angle;
    private readonly double _cosine;
    private readonly double _sine;
    private readonly double _stretch;

    /// <param name="matrix">From text space to the page.</param>
    /// <param name="isVertical">Glyphs run down in text space.</param>
    public LineFrame(Matrix matrix, bool isVertical)
    {
        _matrix = matrix;
        _isVertical = isVertical;
        var (x, y) = isVertical ? (-matrix.C, -matrix.D) : (matrix.A, matrix.B);
        _stretch = Math.Sqrt((x * x) + (y * y));
        var degrees = y == 0 && x > 0 ? 0 : Math.Round(Math.Atan2(y, x) * 180 / Math.PI);
        _angle = double.IsFinite(degrees) ? ((int)degrees + 360) % 360 : 0;
        (_sine, _cosine) = _angle == 0 ? (0, 1) : Math.SinCos(_angle * Math.PI / 180);
    }

    /// <summary>The length on the page of a distance across the line.</summary>
    public double Across(double distance)
    {
        var (x, y) = _isVertical ? (_matrix.A, _matrix.B) : (_matrix.C, _matrix.D);
        return Math.Abs(distance) * Math.Sqrt((x * x) + (y * y));
    }

    /// <param name="along">Distance from the pen's start, in text space.</param>
    /// <param name="rise">Distance above the baseline, in text space.</param>
    /// <param name="advance">Width of the glyph, in text space.</param>
    public PlacedGlyph Place(double along, double rise, double advance)
    {
        var (x, y) = _isVertical ? _matrix.Apply(rise, -along) : _matrix.Apply(along, rise);
        return new PlacedGlyph(x, y, _angle, (x * _cosine) + (y * _sine), (y * _cosine) - (x * _sine), advance * _stretch);
    }
}
