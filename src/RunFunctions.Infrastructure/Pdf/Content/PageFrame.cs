using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>The page as a reader sees it: turned upright, its lower left corner at the origin.</summary>
/// <param name="Transformation">From default user space to the upright page.</param>
/// <param name="Area">The visible area after the transformation.</param>
internal sealed record PageFrame(Matrix Transformation, Rectangle Area)
{
    public static PageFrame Of(PdfPage page)
    {
        var box = page.Box;
        var width = box.Right - box.Left;
        var height = box.Top - box.Bottom;
        return page.Rotation switch
        {
            90 => new PageFrame(new Matrix(0, -1, 1, 0, -box.Bottom, box.Right), new Rectangle(0, 0, height, width)),
            180 => new PageFrame(new Matrix(-1, 0, 0, -1, box.Right, box.Top), new Rectangle(0, 0, width, height)),
            270 => new PageFrame(new Matrix(0, 1, -1, 0, box.Top, -box.Left), new Rectangle(0, 0, height, width)),
            _ => new PageFrame(Matrix.Translation(-box.Left, -box.Bottom), new Rectangle(0, 0, width, height)),
        };
    }
}
