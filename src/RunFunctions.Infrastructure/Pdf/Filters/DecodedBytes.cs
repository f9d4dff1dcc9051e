using System.Buffers;

namespace RunFunctions.Infrastructure.Pdf.Filters;

/// <summary>The growing output of a filter. Every byte is charged before it is kept.</summary>
internal sealed class DecodedBytes(ExtractionBudget budget)
{
    private const int ChargeStep = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private int _uncharged;

    public int Count => _bytes.WrittenCount;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public void Add(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        Advance(1);
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        values.CopyTo(_bytes.GetSpan(values.Length));
        Advance(values.Length);
    }

    public Memory<byte> Reserve(int count) => _bytes.GetMemory(count)[..count];

    public void Advance(int count)
    {
        _bytes.Advance(count);
        _uncharged += count;
        if (_uncharged >= ChargeStep)
        {
            budget.CountInflated(_uncharged, _bytes.WrittenCount);
            _uncharged = 0;
        }
    }

    /// <summary>Charges what is left.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        budget.CountInflated(_uncharged, _bytes.WrittenCount);
        _uncharged = 0;
        return _bytes.WrittenMemory;
    }
}
