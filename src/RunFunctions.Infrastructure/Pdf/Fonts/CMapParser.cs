using System.Text;
using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Reads an embedded CMap, be it an encoding or a ToUnicode map (Adobe Technical Notes 5014 and 5411).</summary>
internal sealed class CMapParser(ExtractionBudget budget)
{
    private const int MaxOperands = 100_000;

    private readonly CMap _map = new();

    public CMap Parse(ReadOnlyMemory<byte> data)
    {
        var parser = new PdfParser(new PdfLexer(data), budget, readsReferences: false);
        var operands = new List<PdfObject>();
        while (parser.Read() is { } token)
        {
            if (token is not PdfKeyword keyword)
            {
                if (operands.Count < MaxOperands)
                {
                    budget.CountObject();
                    operands.Add(token);
                }

                continue;
            }

            Apply(keyword.Value, operands);
            operands.Clear();
        }

        return _map;
    }

    private void Apply(string keyword, List<PdfObject> operands)
    {
        switch (keyword)
        {
            case "endcodespacerange":
                ForEach(operands, 2, AddCodeSpace);
                break;
            case "endbfchar":
                ForEach(operands, 2, AddText);
                break;
            case "endbfrange":
                ForEach(operands, 3, AddTextRange);
                break;
            case "endcidchar":
                ForEach(operands, 2, item => AddCids(item[0], item[0], item[1]));
                break;
            case "endcidrange":
                ForEach(operands, 3, item => AddCids(item[0], item[1], item[2]));
                break;
            case "usecmap" when operands is [.., PdfName { Value: "Identity-H" or "Identity-V" }]:
                _map.IsIdentity = true;
                break;
            case "def" when operands is [.., PdfName { Value: "WMode" }, PdfNumber mode]:
                _map.IsVertical = mode.Integer == 1;
                break;
            default:
                break;
        }
    }

    private static void ForEach(List<PdfObject> operands, int size, Action<List<PdfObject>> apply)
    {
        for (var i = 0; i + size <= operands.Count; i += size)
        {
            apply(operands.GetRange(i, size));
        }
    }

    private void AddCodeSpace(List<PdfObject> item)
    {
        if (item is [PdfString { Bytes.Length: >= 1 and <= 4 } low, PdfString high])
        {
            _map.AddCodeSpace(low.Bytes.Length, CodeOf(low), CodeOf(high));
        }
    }

    private void AddText(List<PdfObject> item)
    {
        if (item[0] is PdfString code && TextOf(item[1]) is { } text)
        {
            _map.AddText(CodeOf(code), text);
        }
    }

    private void AddTextRange(List<PdfObject> item)
    {
        if (item is not [PdfString low, PdfString high, var target])
        {
            return;
        }

        if (target is PdfArray texts)
        {
            for (var i = 0; i < texts.Items.Count; i++)
            {
                AddText([new PdfString(BytesOf(CodeOf(low) + i)), texts.Items[i]]);
            }
        }
        else if (TextOf(target) is { } first)
        {
            _map.AddTextRange(CodeOf(low), CodeOf(high), first);
        }
    }

    private void AddCids(PdfObject low, PdfObject high, PdfObject first)
    {
        if (low is PdfString from && high is PdfString to && first is PdfNumber cid)
        {
            _map.AddCidRange(CodeOf(from), CodeOf(to), cid.Integer);
        }
    }

    private static string? TextOf(PdfObject target) => target switch
    {
        PdfString { Bytes: [var single] } => ((char)single).ToString(),
        PdfString text => Encoding.BigEndianUnicode.GetString(text.Bytes),
        PdfName name => GlyphNames.ToText(name.Value),
        _ => null,
    };

    private static int CodeOf(PdfString code) => code.Bytes.Take(4).Aggregate(0, (value, part) => (value << 8) | part);

    private static byte[] BytesOf(int code) => [(byte)(code >> 24), (byte)(code >> 16), (byte)(code >> 8), (byte)code];
}
