using System.Text;
using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Syntax;

/// <summary>Reads single tokens off a byte range: numbers, names, strings and bare words. Never fails, only ends.</summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> data, int start = 0)
{
    private readonly ReadOnlyMemory<byte> _data = data;

    /// <summary>Next byte to read; may be set anywhere, also past the end.</summary>
    public int Position { get; set; } = start;

    public int Length => _data.Length;

    public bool AtEnd => Position >= _data.Length;

    public ReadOnlySpan<byte> Span => _data.Span;

    /// <summary>The byte <paramref name="ahead"/> places on, or 0 past the end.</summary>
    public byte Peek(int ahead = 0)
    {
        var index = Position + ahead;
        return (uint)index < (uint)_data.Length ? _data.Span[index] : (byte)0;
    }

    public void SkipSpace()
    {
        var span = _data.Span;
        var position = Position;
        while (position < span.Length)
        {
            var value = span[position];
            if (CharacterClass.IsWhiteSpace(value))
            {
                position++;
            }
            else if (value == '%')
            {
                var rest = span[position..];
                var line = rest.IndexOfAny((byte)'\r', (byte)'\n');
                position = line < 0 ? span.Length : position + line;
            }
            else
            {
                break;
            }
        }

        Position = position;
    }

    /// <summary>Whether a number starts here; signs and points alone are bare words of broken producers, read as 0.</summary>
    public bool AtNumber() => Peek() is (byte)'+' or (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>Reads a number leniently: doubled signs, a second point or a sign inside end or are passed over.</summary>
    public double ReadNumber(out bool isInteger)
    {
        var span = _data.Span;
        var position = Position;
        var negative = false;
        while (position < span.Length && span[position] is (byte)'+' or (byte)'-')
        {
            negative |= span[position] == '-';
            position++;
        }

        double value = 0;
        double scale = 0;
        for (; position < span.Length; position++)
        {
            var digit = span[position];
            if (CharacterClass.IsDigit(digit))
            {
                if (scale == 0)
                {
                    value = (value * 10) + (digit - '0');
                }
                else
                {
                    value += (digit - '0') * scale;
                    scale /= 10;
                }
            }
            else if (digit == '.' && scale == 0)
            {
                scale = 0.1;
            }
            else if (digit is not ((byte)'-' or (byte)'.'))
            {
                break;
            }
        }

        Position = position;
        isInteger = scale == 0;
        return negative ? -value : value;
    }

    /// <summary>Reads digits only; null when there is none or the number does not fit.</summary>
    public int? ReadDigits()
    {
        var span = _data.Span;
        var first = Position;
        long value = 0;
        while (Position < span.Length && CharacterClass.IsDigit(span[Position]) && value <= int.MaxValue)
        {
            value = (value * 10) + (span[Position++] - '0');
        }

        return Position == first || value > int.MaxValue ? null : (int)value;
    }

    /// <summary>Reads a name; the position is at its slash.</summary>
    public string ReadName()
    {
        Position++;
        var word = ReadRegular();
        if (word.IndexOf((byte)'#') < 0)
        {
            return Encoding.Latin1.GetString(word);
        }

        var name = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '#' && i + 2 < word.Length && CharacterClass.HexValue(word[i + 1]) >= 0 && CharacterClass.HexValue(word[i + 2]) >= 0)
            {
                name.Append((char)((CharacterClass.HexValue(word[i + 1]) << 4) | CharacterClass.HexValue(word[i + 2])));
                i += 2;
            }
            else
            {
                name.Append((char)word[i]);
            }
        }

        return name.ToString();
    }

    /// <summary>Reads regular characters up to the next white space or delimiter; may be empty.</summary>
    public ReadOnlySpan<byte> ReadRegular()
    {
        var span = _data.Span;
        var first = Math.Min(Position, span.Length);
        var position = first;
        while (position < span.Length && CharacterClass.IsRegular(span[position]))
        {
            position++;
        }

        Position = position;
        return span[first..position];
    }

    /// <summary>Reads a string in angle brackets; the position is at its first bracket.</summary>
    public PdfString ReadHexString()
    {
        Position++;
        var span = _data.Span;
        var end = span[Position..].IndexOf((byte)'>');
        end = end < 0 ? span.Length : Position + end;
        var bytes = new byte[(end - Position + 1) / 2];
        var nibbles = 0;
        for (var i = Position; i < end; i++)
        {
            var digit = CharacterClass.HexValue(span[i]);
            if (digit >= 0)
            {
                bytes[nibbles / 2] |= (byte)(nibbles % 2 == 0 ? digit << 4 : digit);
                nibbles++;
            }
        }

        Position = Math.Min(end + 1, span.Length);
        return new PdfString(bytes[..((nibbles + 1) / 2)]);
    }

    /// <summary>Reads a string in round brackets; the position is at its first bracket.</summary>
    public PdfString ReadLiteralString()
    {
        Position++;
        var span = _data.Span;
        var bytes = new List<byte>(32);
        var depth = 1;
        while (Position < span.Length)
        {
            var value = span[Position++];
            switch (value)
            {
                case (byte)'\\':
                    ReadEscape(span, bytes);
                    continue;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return new PdfString([.. bytes]);
                case (byte)'\r':
                    // An end of line inside a string counts as one line feed, however it is written.
                    if (Peek() == '\n')
                    {
                        Position++;
                    }

                    value = (byte)'\n';
                    break;
                default:
                    break;
            }

            bytes.Add(value);
        }

        return new PdfString([.. bytes]);
    }

    private void ReadEscape(ReadOnlySpan<byte> span, List<byte> bytes)
    {
        if (Position >= span.Length)
        {
            return;
        }

        var value = span[Position++];
        switch (value)
        {
            case (byte)'n':
                bytes.Add((byte)'\n');
                break;
            case (byte)'r':
                bytes.Add((byte)'\r');
                break;
            case (byte)'t':
                bytes.Add((byte)'\t');
                break;
            case (byte)'b':
                bytes.Add((byte)'\b');
                break;
            case (byte)'f':
                bytes.Add((byte)'\f');
                break;
            case (byte)'\r':
                if (Peek() == '\n')
                {
                    Position++;
                }

                break;
            case (byte)'\n':
                break;
            case >= (byte)'0' and <= (byte)'7':
                var octal = value - '0';
                for (var i = 0; i < 2 && Peek() is >= (byte)'0' and <= (byte)'7' && !AtEnd; i++)
                {
                    octal = (octal << 3) | (span[Position++] - '0');
                }

                bytes.Add((byte)octal);
                break;
            default:
                bytes.Add(value);
                break;
        }
    }
}
