using System.Runtime.InteropServices;
using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>Where an indirect object stands: at a byte offset, or inside an object stream.</summary>
/// <param name="Container">Number of the object stream, or 0 for an object of its own.</param>
/// <param name="Position">Byte offset in the file, or the index inside the object stream; -1 for a free object.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct XrefEntry(int Container, int Position)
{
    public static readonly XrefEntry Free = new(0, -1);

    public bool IsFree => Position < 0;
}

/// <summary>The cross-reference information of all sections of a file; the first entry of a number wins.</summary>
internal sealed class XrefTable
{
    public Dictionary<int, XrefEntry> Entries { get; } = [];

    /// <summary>The newest trailer, or null before any was read.</summary>
    public PdfDictionary? Trailer { get; set; }
}
