using System.Buffers;
using RunFunctions.Infrastructure.Pdf.Fonts;
using RunFunctions.Infrastructure.Pdf.Layout;
using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>Reads the pages of one document: their content streams and the visible appearance of annotations and form fields.</summary>
internal sealed class PageReader(PdfFile file, ExtractionBudget budget)
{
    private const int HiddenFlags = 2 | 32; // Hidden, NoView

    private readonly FontCache _fonts = new(file, budget);
    private readonly FormCache _forms = new(file);

    public PageContent Read(PdfPage page)
    {
        budget.BeginPage();
        var content = new PageContent();
        var frame = PageFrame.Of(page);
        new ContentInterpreter(file, _fonts, _forms, frame, content, budget).Run(ContentOf(page), page.Resources);

        // A fresh state: what the page left unbalanced must not move what lies on it.
        var annotations = new ContentInterpreter(file, _fonts, _forms, frame, content, budget);
        foreach (var annotation in file.GetItems(page.Dictionary, "Annots").OfType<PdfDictionary>())
        {
            PaintAppearance(annotation, annotations);
        }

        return content;
    }

    private ReadOnlyMemory<byte> ContentOf(PdfPage page)
    {
        var parts = file.Resolve(page.Dictionary["Contents"]) switch
        {
            PdfStream single => [single],
            PdfArray several => several.Items.Select(file.Resolve).OfType<PdfStream>().ToList(),
            _ => [],
        };
        if (parts.Count == 1)
        {
            return _forms.Decode(parts[0]);
        }

        // Operators may go on in the next part; only tokens may not.
        var all = new ArrayBufferWriter<byte>();
        foreach (var part in parts)
        {
            all.Write(_forms.Decode(part).Span);
            all.Write("\n"u8);
        }

        return all.WrittenMemory;
    }

    private void PaintAppearance(PdfDictionary annotation, ContentInterpreter interpreter)
    {
        var flags = (int)(file.GetNumber(annotation, "F") ?? 0);
        if ((flags & HiddenFlags) != 0
            || file.GetName(annotation, "Subtype") == "Popup"
            || Rectangle.From(file.Get<PdfArray>(annotation, "Rect"), file) is not { } target
            || AppearanceOf(annotation) is not { } appearance
            || Rectangle.From(file.Get<PdfArray>(appearance.Dictionary, "BBox"), file) is not { } box)
        {
            return;
        }

        var (left, bottom, right, top) = Bounds(box, Matrix.From(file.GetItems(appearance.Dictionary, "Matrix")));
        var scaleX = right > left ? (target.Right - target.Left) / (right - left) : 1;
        var scaleY = top > bottom ? (target.Top - target.Bottom) / (top - bottom) : 1;
        var placement = new Matrix(scaleX, 0, 0, scaleY, target.Left - (left * scaleX), target.Bottom - (bottom * scaleY));
        interpreter.PaintForm(appearance, PdfDictionary.Empty, placement);
    }

    // The normal appearance; of a check box, the one for its state.
    private PdfStream? AppearanceOf(PdfDictionary annotation)
    {
        var normal = file.Resolve(file.Get<PdfDictionary>(annotation, "AP")?["N"]);
        return normal as PdfStream
            ?? (normal is PdfDictionary states && file.GetName(annotation, "AS") is { } state ? file.Resolve(states[state]) as PdfStream : null);
    }

    private static Rectangle Bounds(Rectangle box, Matrix matrix)
    {
        (double X, double Y)[] corners =
        [
            matrix.Apply(box.Left, box.Bottom), matrix.Apply(box.Left, box.Top),
            matrix.Apply(box.Right, box.Bottom), matrix.Apply(box.Right, box.Top),
        ];
        return new Rectangle(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
    }
}
