namespace RunFunctions.Infrastructure.Pdf;

/// <summary>Counts what the document in hand has cost so far and stops it at a limit, a deadline or a cancellation.</summary>
internal sealed class ExtractionBudget(PdfLimits limits, TimeProvider clock, CancellationToken cancellationToken)
{
    private const int StepsPerClockReading = 256;

    private readonly long _started = clock.GetTimestamp();
    private long _inflatedBytes;
    private int _objects;
    private int _operators;
    private int _operands;
    private int _glyphs;

    public PdfLimits Limits => limits;

    /// <summary>Reads the clock; called wherever work may be repeated by hostile input.</summary>
    public void CheckTime()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (clock.GetElapsedTime(_started) > limits.Timeout)
        {
            throw new PdfLimitException("time");
        }
    }

    public void BeginPage()
    {
        _operators = 0;
        _operands = 0;
        _glyphs = 0;
        CheckTime();
    }

    public void CountOperator()
    {
        if (++_operators > limits.MaxOperatorsPerPage)
        {
            throw new PdfLimitException("operators");
        }

        if (_operators % StepsPerClockReading == 0)
        {
            CheckTime();
        }
    }

    public void CountGlyph()
    {
        if (++_glyphs > limits.MaxGlyphsPerPage)
        {
            throw new PdfLimitException("glyphs");
        }

        if (_glyphs % StepsPerClockReading == 0)
        {
            CheckTime();
        }
    }

    public void CountOperand()
    {
        if (++_operands > limits.MaxObjects)
        {
            throw new PdfLimitException("operands");
        }
    }

    public void CountObject()
    {
        if (++_objects > limits.MaxObjects)
        {
            throw new PdfLimitException("objects");
        }
    }

    /// <param name="bytes">New bytes of a stream.</param>
    /// <param name="streamTotal">Bytes of that stream so far, the new ones included.</param>
    public void CountInflated(int bytes, long streamTotal)
    {
        _inflatedBytes += bytes;
        if (_inflatedBytes > limits.MaxInflatedBytes || streamTotal > limits.MaxInflatedBytesPerStream)
        {
            throw new PdfLimitException("inflated bytes");
        }

        CheckTime();
    }

    public void CheckNesting(int depth)
    {
        if (depth > limits.MaxNesting)
        {
            throw new PdfLimitException("nesting");
        }
    }

    public void CheckTextLength(int length)
    {
        if (length > limits.MaxTextLength)
        {
            throw new PdfLimitException("text length");
        }
    }
}
