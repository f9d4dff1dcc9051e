using RunFunctions.Infrastructure.Pdf.Fonts;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>The parameters that <c>q</c> saves and <c>Q</c> restores, as far as they decide where text stands.</summary>
internal sealed record GraphicsState
{
    /// <summary>From user space to the upright page.</summary>
    public required Matrix Transformation { get; set; }

    public PdfFont? Font { get; set; }

    public double FontSize { get; set; }

    public double CharacterSpacing { get; set; }

    public double WordSpacing { get; set; }

    /// <summary>1 for unscaled text.</summary>
    public double HorizontalScaling { get; set; } = 1;

    public double Leading { get; set; }

    public double Rise { get; set; }
}
