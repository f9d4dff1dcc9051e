using System.Runtime.InteropServices;
using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Structure;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rectangle(double Left, double Bottom, double Right, double Top)
{
    /// <summary>What readers assume when a page does not say its size.</summary>
    public static readonly Rectangle Letter = new(0, 0, 612, 792);

    /// <returns>Null when the array is not a rectangle with an area.</returns>
    public static Rectangle? From(PdfArray? array, PdfFile file)
    {
        if (array is not { Items.Count: >= 4 }
            || array.Items.Take(4).Select(file.Resolve).OfType<PdfNumber>().Select(n => n.Value).ToArray() is not [var a, var b, var c, var d])
        {
            return null;
        }

        var rectangle = new Rectangle(Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d));
        return rectangle.Right > rectangle.Left && rectangle.Top > rectangle.Bottom ? rectangle : null;
    }

    /// <summary>The common part, or null when there is none.</summary>
    public Rectangle? Within(Rectangle other)
    {
        var common = new Rectangle(
            Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Min(Right, other.Right), Math.Min(Top, other.Top));
        return common.Right > common.Left && common.Top > common.Bottom ? common : null;
    }

    public bool Contains(double x, double y) => x >= Left && x <= Right && y >= Bottom && y <= Top;
}

/// <summary>An affine transformation with row vectors, as in ISO 32000-1, 8.3.3: x' = a x + c y + e, y' = b x + d y + f.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static readonly Matrix Identity = new(1, 0, 0, 1, 0, 0);

    /// <summary>First <paramref name="first"/>, then <paramref name="second"/>.</summary>
    public static Matrix operator *(Matrix first, Matrix second) => new(
        (first.A * second.A) + (first.B * second.C),
        (first.A * second.B) + (first.B * second.D),
        (first.C * second.A) + (first.D * second.C),
        (first.C * second.B) + (first.D * second.D),
        (first.E * second.A) + (first.F * second.C) + second.E,
        (first.E * second.B) + (first.F * second.D) + second.F);

    public static Matrix Translation(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>Six numbers, or the identity when they are not there.</summary>
    public static Matrix From(IEnumerable<PdfObject> items) =>
        items.Take(6).OfType<PdfNumber>().Select(n => n.Value).ToArray() is [var a, var b, var c, var d, var e, var f]
            ? new Matrix(a, b, c, d, e, f)
            : Identity;

    public (double X, double Y) Apply(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);
}
