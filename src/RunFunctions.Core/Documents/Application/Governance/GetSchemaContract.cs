using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.Core.Documents.Application.Governance;

/// <summary>Reads the current version of an organization's schema contract. One storage call.</summary>
public sealed class GetSchemaContract(IGovernanceStore store)
{
    public async Task<SchemaContract> HandleAsync(OrganizationId organization, CancellationToken cancellationToken) =>
        await store.FindContractAsync(organization, cancellationToken) ?? SchemaContract.BuiltIn(organization);
}
