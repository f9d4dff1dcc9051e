using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Layout;

/// <summary>Glyphs that a page shows one after the other along one baseline, without a wide gap.</summary>
internal sealed class TextSegment
{
    /// <summary>The gap, in ems, from which on two glyphs belong to different words.</summary>
    public const double WordGap = 0.15;

    private const double MaxGap = 1.0;
    private const double MaxOverlap = 0.5;
    private const double BaselineTolerance = 0.06;
    private const double DuplicateTolerance = 0.1;
    private const double AccentTolerance = 0.2;
    private const double MaxAccentRise = 0.4;

    private readonly StringBuilder _text = new();
    private ShownGlyph _last;

    public TextSegment(in ShownGlyph first, bool afterSpace)
    {
        _last = first;
        _text.Append(first.Text);
        Start = first.U;
        End = first.U + first.Width;
        Baseline = first.V;
        Size = first.Size;
        StartsAfterSpace = afterSpace;
    }

    public double Start { get; }

    public double End { get; private set; }

    public double Baseline { get; private set; }

    public double Size { get; }

    /// <summary>A space glyph stands before the first glyph.</summary>
    public bool StartsAfterSpace { get; }

    /// <summary>A space glyph stands after the last glyph.</summary>
    public bool EndsInSpace { get; set; }

    public string Text => _text.ToString();

    /// <summary>Appends a glyph that goes on where this segment ends.</summary>
    /// <returns>False when it stands elsewhere.</returns>
    public bool TryAppend(in ShownGlyph glyph)
    {
        if (IsOverLast(glyph) && Accents.Compose(_last.Text, glyph.Text) is { } composed)
        {
            _text.Length -= _last.Text.Length;
            Append(glyph with { Text = composed });
            // An accent stands higher over a capital letter; the letter has the say.
            Baseline = Math.Min(Baseline, glyph.V);
            return true;
        }

        var tolerance = BaselineTolerance * Size;
        var gap = glyph.U - End;
        if (Math.Abs(glyph.V - Baseline) > tolerance || Math.Abs(glyph.Size - Size) > 0.5 * Size)
        {
            return false;
        }

        // Bold made by hand: the same glyph again, a hair to the side.
        if (glyph.Text == _last.Text && Math.Abs(glyph.U - _last.U) < DuplicateTolerance * Size)
        {
            return true;
        }

        if (gap > MaxGap * Size || gap < -MaxOverlap * Size)
        {
            return false;
        }

        if (EndsInSpace || gap > WordGap * Size)
        {
            _text.Append(' ');
        }

        EndsInSpace = false;
        Append(glyph);
        return true;
    }

    public bool Overlaps(TextSegment other)
    {
        var slack = 0.2 * Math.Min(Size, other.Size);
        return Start < other.End - slack && other.Start < End - slack;
    }

    public bool Repeats(TextSegment other) =>
        Math.Abs(Start - other.Start) < 2 * DuplicateTolerance * Size && _text.Equals(other._text);

    private void Append(in ShownGlyph glyph)
    {
        _text.Append(glyph.Text);
        _last = glyph;
        End = Math.Max(End, glyph.U + glyph.Width);
    }

    private bool IsOverLast(in ShownGlyph glyph) =>
        Math.Abs(glyph.V - _last.V) < MaxAccentRise * Size
        && Math.Abs(glyph.U + (glyph.Width / 2) - _last.U - (_last.Width / 2)) < AccentTolerance * Size;
}
