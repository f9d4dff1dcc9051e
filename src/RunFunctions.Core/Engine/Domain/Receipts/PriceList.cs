using System.Globalization;

namespace RunFunctions.Core.Engine.Domain.Receipts;

/// <summary>What storage operations cost.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Date">Day on which the prices were looked up.</param>
/// <param name="Source">Where.</param>
/// <param name="Per">The prices are for this many operations.</param>
/// <param name="Operations">Price by class (<see cref="StorageOperations"/>).</param>
public sealed record PriceList(string Currency, string Date, string Source, int Per, IReadOnlyDictionary<string, decimal> Operations)
{
    private const string Exact = "0.##################";

    /// <summary>Prices operations; a class without a price costs nothing.</summary>
    public ReceiptStorage Price(IReadOnlyDictionary<string, int> counted, IReadOnlyDictionary<string, int> afterEnding)
    {
        var total = StorageOperations.Sum(counted, afterEnding);
        return new ReceiptStorage(
            [.. total.Where(count => count.Value > 0).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new ReceiptOperation(
                count.Key,
                count.Value,
                afterEnding.GetValueOrDefault(count.Key),
                Text(Operations.GetValueOrDefault(count.Key)),
                Text(CostOf(count))))],
            Text(total.Sum(CostOf)),
            Currency,
            Per,
            Date,
            Source);
    }

    private decimal CostOf(KeyValuePair<string, int> count) => count.Value * Operations.GetValueOrDefault(count.Key) / Per;

    private static string Text(decimal amount) => amount.ToString(Exact, CultureInfo.InvariantCulture);
}
