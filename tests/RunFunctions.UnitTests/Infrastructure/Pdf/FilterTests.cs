using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Infrastructure.Pdf;
using RunFunctions.Infrastructure.Pdf.Filters;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

public sealed class FilterTests
{
    private static ExtractionBudget Budget => new(new PdfLimits(), TimeProvider.System, CancellationToken.None);

    [Theory]
    [InlineData("87cURD]i,\"Ebo80~>", "Hello World!")]
    [InlineData("z~>", "\0\0\0\0")]
    [InlineData("87cUR D]i,\"\nEbo7~>", "Hello World")]
    [InlineData("", "")]
    public void Ascii_85(string encoded, string expected)
    {
        Assert.Equal(expected, Text(AsciiFilters.DecodeAscii85(Bytes(encoded), Budget)));
    }

    [Theory]
    [InlineData("48 65 6C6c6F>junk", "Hello")]
    [InlineData("487>", "Hp")]
    public void Ascii_hex(string encoded, string expected)
    {
        Assert.Equal(expected, Text(AsciiFilters.DecodeHex(Bytes(encoded), Budget)));
    }

    [Theory]
    [InlineData("\u0002abc\u00FEx\u0080junk", "abcxxx")]
    [InlineData("\u0009ab", "ab")]
    [InlineData("\u00FE", "")]
    public void Run_length(string encoded, string expected)
    {
        Assert.Equal(expected, Text(RunLengthFilter.Decode(Bytes(encoded), Budget)));
    }

    [Fact]
    public void Lzw_of_the_standard()
    {
        // ISO 32000-1, 7.4.4.2, example 2.
        byte[] encoded = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];

        Assert.Equal([45, 45, 45, 45, 45, 65, 45, 45, 45, 66], LzwFilter.Decode(encoded, earlyChange: 1, Budget).ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lzw_gives_back_what_was_encoded(int earlyChange)
    {
        var property = Prop.ForAll<byte[]>(content =>
        {
            byte[] repeated = [.. Enumerable.Repeat(content, 400).SelectMany(b => b).Take(9_000)];
            return LzwFilter.Decode(LzwEncode(repeated, earlyChange), earlyChange, Budget).Span.SequenceEqual(repeated);
        });

        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Flate_gives_the_intact_beginning_of_damaged_data()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 4_000).Select(i => $"line {i} ")));
        using var compressed = new MemoryStream();
        using (var deflater = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(content);
        }

        var half = compressed.ToArray().AsMemory(0, (int)compressed.Length / 2);
        var wrongChecksum = compressed.ToArray();
        wrongChecksum[^1] ^= 0xFF;
        byte[] wrongHeader = [0, 0, .. compressed.ToArray()[2..]];

        var decoded = FlateFilter.Decode(half, Budget);
        Assert.True(decoded.Length > content.Length / 4);
        Assert.True(content.AsSpan().StartsWith(decoded.Span));
        Assert.True(content.AsSpan().StartsWith(FlateFilter.Decode(wrongChecksum, Budget).Span));
        Assert.Equal(content, FlateFilter.Decode(wrongHeader, Budget).ToArray());
    }

    [Theory]
    [InlineData("00 01 02 03 04", "01 02 03 04")]
    [InlineData("01 01 02 03 04", "01 03 06 0A")]
    [InlineData("00 01 02 03 04 02 01 01 01 01", "01 02 03 04 02 03 04 05")]
    [InlineData("00 02 02 02 02 03 01 01 01 01", "02 02 02 02 02 03 03 03")]
    [InlineData("00 02 02 02 02 04 01 01 01 01", "02 02 02 02 03 04 05 06")]
    [InlineData("00 01 02 03 04 02 01", "01 02 03 04 02")]
    public void Png_predictors(string encoded, string expected)
    {
        var decoded = Predictor.Undo(Convert.FromHexString(encoded.Replace(" ", "", StringComparison.Ordinal)), Parameters(12));

        Assert.Equal(expected, string.Join(' ', decoded.ToArray().Select(b => b.ToString("X2"))));
    }

    [Fact]
    public void Tiff_predictor()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Predictor.Undo(new byte[] { 1, 1, 1, 1, 5, 1, 1, 1 }, Parameters(2)).ToArray());
    }

    private static Func<string, int?> Parameters(int predictor) => name => name switch
    {
        "Predictor" => predictor,
        "Columns" => 4,
        _ => null,
    };

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);

    /// <summary>The textbook encoder, to have something to decode.</summary>
    private static byte[] LzwEncode(byte[] content, int earlyChange)
    {
        var bits = new List<bool>();
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var width = 9;
        Reset();
        Write(256);
        var current = "";
        foreach (var value in content)
        {
            var longer = current + (char)value;
            if (codes.ContainsKey(longer))
            {
                current = longer;
                continue;
            }

            Write(codes[current]);
            codes.Add(longer, codes.Count + 2);
            current = ((char)value).ToString();
            // The decoder knows each code one step later than this side does.
            width = Math.Clamp(32 - int.LeadingZeroCount(codes.Count + 2 + earlyChange - 1), 9, 12);
            if (codes.Count + 2 >= 4_090)
            {
                Write(codes[current]);
                current = "";
                Write(256);
                Reset();
            }
        }

        if (current.Length > 0)
        {
            Write(codes[current]);
            width = Math.Clamp(32 - int.LeadingZeroCount(codes.Count + 2 + earlyChange), 9, 12);
        }

        Write(257);
        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((bit, i) => bit ? 0x80 >> i : 0).Sum())];

        void Reset()
        {
            codes = Enumerable.Range(0, 256).ToDictionary(i => ((char)i).ToString(), i => i, StringComparer.Ordinal);
            width = 9;
        }

        void Write(int code)
        {
            for (var i = width - 1; i >= 0; i--)
            {
                bits.Add(((code >> i) & 1) == 1);
            }
        }
    }
}
