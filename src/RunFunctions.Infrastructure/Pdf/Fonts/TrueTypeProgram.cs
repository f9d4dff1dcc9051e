using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>The character maps of an embedded TrueType or OpenType font, turned round: from glyph to character.</summary>
internal sealed class TrueTypeProgram
{
    private const int MaxMappings = 200_000;
    private const int SymbolBase = 0xF000;

    private readonly FontBytes _font;
    private readonly Dictionary<int, int> _characterByGlyph = [];
    private readonly Dictionary<int, int> _glyphByCode = [];
    private int _mappings;

    private TrueTypeProgram(FontBytes font)
    {
        _font = font;
    }

    /// <summary>The outline table of an OpenType font with CFF outlines; empty otherwise.</summary>
    public ReadOnlyMemory<byte> CffTable { get; private set; }

    /// <returns>Null when the data is no TrueType or OpenType font.</returns>
    public static TrueTypeProgram? Read(ReadOnlyMemory<byte> data)
    {
        var font = new FontBytes(data);
        if (font.U32(0) is not (0x00010000 or 0x74727565 or 0x4F54544F))
        {
            return null;
        }

        var program = new TrueTypeProgram(font);
        var tables = font.U16(4);
        for (var i = 0; i < tables; i++)
        {
            var record = 12 + (16L * i);
            var offset = font.U32(record + 8);
            switch (font.U32(record))
            {
                case 0x636D6170: // cmap
                    program.ReadCharacterMaps(offset);
                    break;
                case 0x43464620: // CFF
                    program.CffTable = data[(int)Math.Min(offset, data.Length)..];
                    break;
                default:
                    break;
            }
        }

        return program;
    }

    /// <summary>The character of a glyph index by the font's Unicode map.</summary>
    public string? TextOfGlyph(int glyph) =>
        _characterByGlyph.TryGetValue(glyph, out var scalar) && Rune.IsValid(scalar) ? new Rune(scalar).ToString() : null;

    /// <summary>The character of a code of a simple font: code to glyph by the Mac or symbol map, glyph to character.</summary>
    public string? TextOfCode(int code) => _glyphByCode.TryGetValue(code, out var glyph) ? TextOfGlyph(glyph) : null;

    private void ReadCharacterMaps(long table)
    {
        var count = _font.U16(table + 2);
        for (var i = 0; i < count; i++)
        {
            var record = table + 4 + (8L * i);
            var subtable = table + _font.U32(record + 4);
            switch (_font.U16(record), _font.U16(record + 2))
            {
                case (0, not 5) or (3, 1 or 10):
                    ReadSubtable(subtable, (character, glyph) => _characterByGlyph.TryAdd(glyph, character));
                    break;
                case (3, 0):
                    ReadSubtable(subtable, (character, glyph) => _glyphByCode.TryAdd(character >= SymbolBase ? character - SymbolBase : character, glyph));
                    break;
                case (1, 0):
                    ReadSubtable(subtable, (character, glyph) => _glyphByCode.TryAdd(character, glyph));
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadSubtable(long table, Action<int, int> map)
    {
        switch (_font.U16(table))
        {
            case 0:
                Map(0, 256, i => _font.U8(table + 6 + i), map);
                break;
            case 4:
                ReadSegments(table, map);
                break;
            case 6:
                Map(_font.U16(table + 6), _font.U16(table + 8), i => _font.U16(table + 10 + (2L * i)), map);
                break;
            case 12:
                var groups = Math.Min(_font.U32(table + 12), MaxMappings);
                for (var i = 0; i < groups && _mappings < MaxMappings; i++)
                {
                    var group = table + 16 + (12L * i);
                    var first = (int)_font.U32(group);
                    var glyph = (int)_font.U32(group + 8);
                    Map(first, (int)Math.Min(_font.U32(group + 4) - first + 1, MaxMappings), offset => glyph + offset, map);
                }

                break;
            default:
                break;
        }
    }

    private void ReadSegments(long table, Action<int, int> map)
    {
        var segments = _font.U16(table + 6) / 2;
        var ends = table + 14;
        var starts = ends + (2L * segments) + 2;
        var deltas = starts + (2L * segments);
        var offsets = deltas + (2L * segments);
        for (var i = 0; i < segments && _mappings < MaxMappings; i++)
        {
            var start = _font.U16(starts + (2L * i));
            var delta = _font.U16(deltas + (2L * i));
            var offsetPosition = offsets + (2L * i);
            var offset = _font.U16(offsetPosition);
            Map(start, _font.U16(ends + (2L * i)) - start + 1, step =>
            {
                if (offset == 0)
                {
                    return (start + step + delta) & 0xFFFF;
                }

                var glyph = _font.U16(offsetPosition + offset + (2L * step));
                return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
            }, map);
        }
    }

    private void Map(int first, int count, Func<int, int> glyphAt, Action<int, int> map)
    {
        for (var i = 0; i < count && _mappings < MaxMappings; i++)
        {
            _mappings++;
            if (glyphAt(i) is var glyph and > 0)
            {
                map(first + i, glyph);
            }
        }
    }
}
