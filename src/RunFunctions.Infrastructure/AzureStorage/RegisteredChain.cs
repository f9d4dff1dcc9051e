using Azure;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>A chain that this process writes, and its head in storage.</summary>
internal sealed class RegisteredChain(AuditChain chain, IReadOnlyList<AuditChainId> before, ETag tag)
{
    private volatile AuditChain _latest = chain;
    private int _count = chain.Count;

    /// <summary>The chain with everything that is stored.</summary>
    public AuditChain Latest
    {
        get => _latest;
        set => _latest = value;
    }

    /// <summary>What the head names.</summary>
    public IReadOnlyList<AuditChainId> Before { get; } = before;

    /// <summary>Version of the head in storage.</summary>
    public ETag Tag { get; private set; } = tag;

    /// <summary>The head that was tried to be written last, with or without success.</summary>
    public AuditChainHead? Attempted { get; set; }

    /// <summary>Whether the head says how the chain ends.</summary>
    public bool IsUpToDate => _count == Latest.Count;

    public void Written(int count, ETag tag) => (_count, Tag) = (count, tag);
}
