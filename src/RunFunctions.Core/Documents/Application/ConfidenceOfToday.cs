using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Shows stored interpretations with what reviews have taught since. One storage call.</summary>
public sealed class ConfidenceOfToday(ICalibrationStore store, CalibrationPolicy policy)
{
    /// <param name="organization">Whose reviews.</param>
    /// <param name="stored">An interpretation as stored, UTF-8 JSON.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The same with the confidence, band and state that each field has now.</returns>
    public async Task<ReadOnlyMemory<byte>> ShowAsync(OrganizationId organization, ReadOnlyMemory<byte> stored, CancellationToken cancellationToken)
    {
        var data = InterpretationJson.Read(stored.Span);
        var tallies = await store.ListAsync(organization, policy.Version, data.ContextKey, cancellationToken);
        return InterpretationJson.Write(CalibratedInterpretation.Of(data, policy, tallies.Select(tally => tally.Value)));
    }
}
