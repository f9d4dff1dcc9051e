using RunFunctions.Infrastructure.Pdf.Fonts;
using RunFunctions.Infrastructure.Pdf.Layout;
using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>Runs the operators of a page that place text or paint images; all others are passed over.</summary>
internal sealed class ContentInterpreter
{
    private const int MaxFormDepth = 24;
    private const int MaxSavedStates = 4096;
    private const int MaxOperands = 64;

    private readonly PdfFile _file;
    private readonly FontCache _fonts;
    private readonly FormCache _forms;
    private readonly ExtractionBudget _budget;
    private readonly PageContent _content;
    private readonly ActualTextScope _actualText;
    private readonly TextPainter _text;
    private readonly HashSet<PdfStream> _openForms = [];
    private readonly Stack<GraphicsState> _saved = [];
    private GraphicsState _state;

    public ContentInterpreter(PdfFile file, FontCache fonts, FormCache forms, PageFrame page, PageContent content, ExtractionBudget budget)
    {
        _content = content;
        _file = file;
        _fonts = fonts;
        _forms = forms;
        _budget = budget;
        _actualText = new ActualTextScope(_content);
        _text = new TextPainter(_content, page.Area, _actualText, budget);
        _state = new GraphicsState { Transformation = page.Transformation };
    }

    /// <summary>Runs one content stream.</summary>
    public void Run(ReadOnlyMemory<byte> content, PdfDictionary resources)
    {
        var parser = new PdfParser(new PdfLexer(content), _budget, readsReferences: false);
        var operands = new List<PdfObject>();
        while (parser.Read() is { } token)
        {
            if (token is not PdfKeyword keyword)
            {
                if (operands.Count == MaxOperands)
                {
                    operands.RemoveAt(0);
                }

                operands.Add(token);
                continue;
            }

            _budget.CountOperator();
            if (keyword.Value == "BI")
            {
                InlineImage.Skip(parser);
                _content.ImageCount++;
            }
            else
            {
                Apply(keyword.Value, new Operands(operands), resources);
            }

            operands.Clear();
        }
    }

    /// <summary>Paints a form: its own matrix first, then <paramref name="placement"/>, then the current transformation.</summary>
    public void PaintForm(PdfStream form, PdfDictionary resources, Matrix placement)
    {
        if (_openForms.Count >= MaxFormDepth || !_openForms.Add(form))
        {
            return;
        }

        var outer = _state;
        var saved = _saved.Count;
        _state = outer with { Transformation = Matrix.From(_file.GetItems(form.Dictionary, "Matrix")) * placement * outer.Transformation };
        Run(_forms.Get(form), _file.Get<PdfDictionary>(form.Dictionary, "Resources") ?? resources);
        while (_saved.Count > saved)
        {
            _saved.Pop();
        }

        _state = outer;
        _openForms.Remove(form);
    }

    private void Apply(string keyword, Operands operands, PdfDictionary resources)
    {
        switch (keyword)
        {
            case "q":
                if (_saved.Count < MaxSavedStates)
                {
                    _saved.Push(_state with { });
                }

                break;
            case "Q":
                if (_saved.TryPop(out var saved))
                {
                    _state = saved;
                }

                break;
            case "cm":
                _state.Transformation = operands.Matrix * _state.Transformation;
                break;
            case "Do":
                PaintObject(operands.Name, resources);
                break;
            case "gs":
                ApplyParameters(_file.Get<PdfDictionary>(_file.Get<PdfDictionary>(resources, "ExtGState"), operands.Name));
                break;
            case "BMC":
                _actualText.Begin(null);
                break;
            case "BDC":
                _actualText.Begin(ActualTextOf(operands.Last, resources));
                break;
            case "EMC":
                _actualText.End();
                break;
            default:
                ApplyText(keyword, operands, resources);
                break;
        }
    }

    private void ApplyText(string keyword, Operands operands, PdfDictionary resources)
    {
        switch (keyword)
        {
            case "BT":
                _text.BeginText();
                break;
            case "Tf":
                _state.FontSize = operands.Number;
                SetFont(_file.Get<PdfDictionary>(_file.Get<PdfDictionary>(resources, "Font"), operands.Name));
                break;
            case "Tc":
                _state.CharacterSpacing = operands.Number;
                break;
            case "Tw":
                _state.WordSpacing = operands.Number;
                break;
            case "Tz":
                _state.HorizontalScaling = operands.Number / 100;
                break;
            case "TL":
                _state.Leading = operands.Number;
                break;
            case "Ts":
                _state.Rise = operands.Number;
                break;
            case "Tm":
                _text.SetMatrix(operands.Matrix);
                break;
            case "Td":
                _text.MoveLine(operands.NumberBefore(1), operands.Number);
                break;
            case "TD":
                _state.Leading = -operands.Number;
                _text.MoveLine(operands.NumberBefore(1), operands.Number);
                break;
            case "T*":
                _text.MoveLine(0, -_state.Leading);
                break;
            case "Tj":
                Show(operands.Last);
                break;
            case "TJ":
                Show(operands.Last);
                break;
            case "'":
                _text.MoveLine(0, -_state.Leading);
                Show(operands.Last);
                break;
            case "\"":
                _state.WordSpacing = operands.NumberBefore(2);
                _state.CharacterSpacing = operands.NumberBefore(1);
                _text.MoveLine(0, -_state.Leading);
                Show(operands.Last);
                break;
            default:
                break;
        }
    }

    private void Show(PdfObject? shown)
    {
        switch (shown)
        {
            case PdfString text:
                _text.Show(text.Bytes, _state);
                break;
            case PdfArray parts:
                foreach (var part in parts.Items)
                {
                    if (part is PdfNumber kerning)
                    {
                        _text.Kern(kerning.Value, _state);
                    }
                    else
                    {
                        Show(part as PdfString);
                    }
                }

                break;
            default:
                break;
        }
    }

    private void SetFont(PdfDictionary? font) => _state.Font = font is null ? null : _fonts.Get(font);

    private void ApplyParameters(PdfDictionary? parameters)
    {
        if (_file.Get<PdfArray>(parameters, "Font") is { Items: [var font, var size, ..] })
        {
            SetFont(_file.Resolve(font) as PdfDictionary);
            _state.FontSize = (_file.Resolve(size) as PdfNumber)?.Value ?? _state.FontSize;
        }
    }

    private void PaintObject(string name, PdfDictionary resources)
    {
        if (_file.Resolve(_file.Get<PdfDictionary>(resources, "XObject")?[name]) is not PdfStream painted)
        {
            return;
        }

        switch (_file.GetName(painted.Dictionary, "Subtype"))
        {
            case "Image":
                _content.ImageCount++;
                break;
            case "Form":
                PaintForm(painted, resources, Matrix.Identity);
                break;
            default:
                break;
        }
    }

    private string? ActualTextOf(PdfObject? properties, PdfDictionary resources)
    {
        var dictionary = properties is PdfName name
            ? _file.Get<PdfDictionary>(_file.Get<PdfDictionary>(resources, "Properties"), name.Value)
            : properties as PdfDictionary;
        return _file.Get<PdfString>(dictionary, "ActualText")?.ToText();
    }
}
