using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>The glyph names and the built-in encoding of an embedded CFF font (Adobe Technical Note 5176).</summary>
internal sealed class CffProgram
{
    private const int MaxGlyphs = 65_535;

    private readonly FontBytes _font;
    private readonly List<(long Offset, long Length)> _strings;
    private readonly Dictionary<int, long> _topDictionary = [];
    private readonly List<string?> _namesByGlyph = [null];

    private CffProgram(FontBytes font)
    {
        _font = font;
        var next = ReadIndex(font.U8(2), out _);
        next = ReadIndex(next, out var dictionaries);
        ReadIndex(next, out _strings);
        if (dictionaries.Count > 0)
        {
            ReadDictionary(dictionaries[0]);
        }

        if (!IsKeyedByCid)
        {
            ReadCharset();
        }
    }

    /// <summary>Whether glyphs have numbers of a character collection in place of names.</summary>
    public bool IsKeyedByCid => _topDictionary.ContainsKey(0x0C1E);

    /// <summary>Reads a font; a damaged one has no names.</summary>
    public static CffProgram Read(ReadOnlyMemory<byte> data) => new(new FontBytes(data));

    public string? NameOfGlyph(int glyph) => (uint)glyph < (uint)_namesByGlyph.Count ? _namesByGlyph[glyph] : null;

    /// <summary>The built-in encoding: glyph names by code.</summary>
    public string?[] ReadEncoding()
    {
        var offset = _topDictionary.GetValueOrDefault(16);
        if (offset <= 1)
        {
            return PredefinedEncodings.Standard;
        }

        var names = new string?[256];
        var format = _font.U8(offset);
        var count = _font.U8(offset + 1);
        var position = offset + 2;
        var glyph = 1;
        for (var i = 0; i < count; i++)
        {
            var first = _font.U8(position++);
            var more = (format & 0x7F) == 0 ? 0 : _font.U8(position++);
            for (var code = first; code <= Math.Min(first + more, 255); code++)
            {
                names[code] = NameOfGlyph(glyph++);
            }
        }

        if ((format & 0x80) != 0)
        {
            for (var supplements = _font.U8(position++); supplements > 0; supplements--, position += 3)
            {
                names[_font.U8(position)] = StringOf(_font.U16(position + 1));
            }
        }

        return names;
    }

    private void ReadCharset()
    {
        var offset = _topDictionary.GetValueOrDefault(15);
        var glyphs = Math.Min(_font.U16(_topDictionary.GetValueOrDefault(17)), MaxGlyphs);
        if (offset <= 2)
        {
            // Predefined: ISOAdobe numbers its glyphs as the standard strings are numbered.
            for (var glyph = 1; offset == 0 && glyph < Math.Min(glyphs, 229); glyph++)
            {
                _namesByGlyph.Add(StringOf(glyph));
            }

            return;
        }

        var format = _font.U8(offset);
        var position = offset + 1;
        while (_namesByGlyph.Count < glyphs && position < _font.Length)
        {
            var first = _font.U16(position);
            position += 2;
            var more = 0;
            if (format != 0)
            {
                more = format == 1 ? _font.U8(position) : _font.U16(position);
                position += format;
            }

            for (var i = 0; i <= more && _namesByGlyph.Count < glyphs; i++)
            {
                _namesByGlyph.Add(StringOf(first + i));
            }
        }
    }

    private string? StringOf(int identifier)
    {
        var standard = PredefinedEncodings.CffStrings;
        if (identifier < standard.Length)
        {
            return standard[identifier];
        }

        var index = identifier - standard.Length;
        return index < _strings.Count ? Encoding.Latin1.GetString(_font.Slice(_strings[index].Offset, Math.Min(_strings[index].Length, 128))) : null;
    }

    private void ReadDictionary((long Offset, long Length) range)
    {
        var end = Math.Min(range.Offset + range.Length, _font.Length);
        long operand = 0;
        for (var position = range.Offset; position < end;)
        {
            var first = _font.U8(position++);
            switch (first)
            {
                case 12:
                    _topDictionary[0x0C00 | _font.U8(position++)] = operand;
                    break;
                case <= 21:
                    _topDictionary[first] = operand;
                    break;
                case 28:
                    operand = _font.S16(position);
                    position += 2;
                    break;
                case 29:
                    operand = _font.U32(position);
                    position += 4;
                    break;
                case 30:
                    while (position < end && (_font.U8(position) & 0x0F) != 0x0F && (_font.U8(position) >> 4) != 0x0F)
                    {
                        position++;
                    }

                    position++;
                    break;
                case >= 32 and <= 246:
                    operand = first - 139;
                    break;
                case >= 247 and <= 250:
                    operand = ((first - 247) * 256) + _font.U8(position++) + 108;
                    break;
                case >= 251 and <= 254:
                    operand = (-(first - 251) * 256) - _font.U8(position++) - 108;
                    break;
                default:
                    break;
            }
        }
    }

    // Returns the position after the index.
    private long ReadIndex(long position, out List<(long Offset, long Length)> items)
    {
        items = [];
        var count = _font.U16(position);
        if (count == 0)
        {
            return position + 2;
        }

        var size = _font.U8(position + 2);
        var data = position + 3 + ((count + 1L) * size) - 1;
        var start = OffsetAt(0);
        for (var i = 1; i <= count && items.Count < MaxGlyphs; i++)
        {
            var end = OffsetAt(i);
            items.Add((data + start, end - start));
            start = end;
        }

        return data + start;

        long OffsetAt(long index)
        {
            long value = 0;
            for (var i = 0; i < Math.Min(size, 4); i++)
            {
                value = (value << 8) | (uint)_font.U8(position + 3 + (index * size) + i);
            }

            return value;
        }
    }
}
