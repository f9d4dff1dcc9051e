using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>A page with what it inherits from the nodes above it.</summary>
/// <param name="Dictionary">The page object.</param>
/// <param name="Resources">Fonts, forms and the like, by name.</param>
/// <param name="Box">The visible region in default user space units.</param>
/// <param name="Rotation">Clockwise, in degrees: 0, 90, 180 or 270.</param>
internal sealed record PdfPage(PdfDictionary Dictionary, PdfDictionary Resources, Rectangle Box, int Rotation);

/// <summary>Lists the pages of a document in order, at most one more than allowed.</summary>
internal sealed class PageTree(PdfFile file, ExtractionBudget budget)
{
    private readonly List<PdfPage> _pages = [];
    private readonly HashSet<PdfDictionary> _visited = [];

    /// <exception cref="PdfTooManyPagesException">There are more pages than allowed.</exception>
    public IReadOnlyList<PdfPage> Read()
    {
        if (file.Get<PdfDictionary>(file.Catalog, "Pages") is { } root)
        {
            Visit(root, new Inherited(null, null, null, null), 0);
        }

        if (_pages.Count == 0)
        {
            foreach (var page in file.DictionariesOfType("Page"))
            {
                Add(page, new Inherited(null, null, null, null).With(file, page));
            }
        }

        return _pages;
    }

    private void Visit(PdfDictionary node, Inherited above, int depth)
    {
        budget.CheckNesting(depth);
        var inherited = above.With(file, node);
        if (file.Get<PdfArray>(node, "Kids") is not { } kids)
        {
            if (file.GetName(node, "Type") is null or "Page")
            {
                Add(node, inherited);
            }

            return;
        }

        // A node reached twice is a cycle or a bomb; a real tree has each node once.
        if (!_visited.Add(node))
        {
            return;
        }

        foreach (var kid in kids.Items)
        {
            if (file.Resolve(kid) is PdfDictionary child)
            {
                Visit(child, inherited, depth + 1);
            }
        }
    }

    private void Add(PdfDictionary page, Inherited inherited)
    {
        if (_pages.Count == budget.Limits.MaxPages)
        {
            throw new PdfTooManyPagesException();
        }

        var media = Rectangle.From(inherited.MediaBox, file) ?? Rectangle.Letter;
        var crop = Rectangle.From(inherited.CropBox, file) ?? media;
        var rotation = (((inherited.Rotation ?? 0) % 360) + 360) % 360;
        _pages.Add(new PdfPage(page, inherited.Resources ?? PdfDictionary.Empty, crop.Within(media) ?? media, rotation / 90 * 90));
    }

    private sealed record Inherited(PdfDictionary? Resources, PdfArray? MediaBox, PdfArray? CropBox, int? Rotation)
    {
        public Inherited With(PdfFile file, PdfDictionary node) => new(
            file.Get<PdfDictionary>(node, "Resources") ?? Resources,
            file.Get<PdfArray>(node, "MediaBox") ?? MediaBox,
            file.Get<PdfArray>(node, "CropBox") ?? CropBox,
            file.Get<PdfNumber>(node, "Rotate")?.Integer ?? Rotation);
    }
}
