using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>Decoded forms, so that a letterhead on every page is inflated, and charged, once.</summary>
internal sealed class FormCache(PdfFile file)
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly Dictionary<PdfStream, ReadOnlyMemory<byte>> _decoded = [];
    private int _bytes;

    /// <summary>The decoded content; empty when it cannot be decoded.</summary>
    public ReadOnlyMemory<byte> Get(PdfStream form)
    {
        if (_decoded.TryGetValue(form, out var known))
        {
            return known;
        }

        var content = Decode(form);
        if (_bytes + content.Length <= MaxBytes)
        {
            _bytes += content.Length;
            _decoded.Add(form, content);
        }

        return content;
    }

    /// <summary>As <see cref="Get"/>, for content that is shown once.</summary>
    public ReadOnlyMemory<byte> Decode(PdfStream form)
    {
        try
        {
            return file.Decode(form);
        }
        catch (PdfFormatException)
        {
            return default;
        }
    }
}
