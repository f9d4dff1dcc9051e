using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Contents in blob storage, under deterministic names that start with the organization id. Never overwritten.</summary>
public interface IArtifactStore
{
    /// <summary>
    /// Saves content under <paramref name="blobName"/>. The same content there already is success (a step may run twice);
    /// other content stays, and the new one gets a name with its hash.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled before anything was written; a write that began is completed.</exception>
    Task<BlobReference> SaveAsync(string blobName, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>Reads content whole and checks its hash.</summary>
    /// <returns>Null when the blob is gone or is not what its row claims.</returns>
    Task<byte[]?> ReadAsync(BlobReference blob, CancellationToken cancellationToken);

    /// <summary>
    /// Reads content whole, for the step that goes on with what the one before made: what this process saved a moment ago may
    /// come from memory, once. Not for readers: such content may be gone from storage.
    /// </summary>
    /// <returns>As <see cref="ReadAsync"/>.</returns>
    Task<ReadOnlyMemory<byte>?> TakeAsync(BlobReference blob, CancellationToken cancellationToken);

    /// <summary>Opens content for reading in ranges.</summary>
    /// <returns>A seekable stream over content whose hash was checked; null when the blob is gone or is not what its row claims.</returns>
    Task<Stream?> OpenAsync(BlobReference blob, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken);

    /// <summary>Removes content for ever; it may be gone already.</summary>
    Task RemoveAsync(string blobName, CancellationToken cancellationToken);

    /// <summary>Takes in content of unknown length without making it visible.</summary>
    /// <param name="blobName">Name it gets on commit.</param>
    /// <param name="content">Read to its end, or to one byte beyond <paramref name="maxBytes"/>.</param>
    /// <param name="maxBytes">Largest allowed size in bytes.</param>
    /// <param name="cancellationToken">Cancels; nothing becomes visible.</param>
    Task<IStagedBlob> StageAsync(string blobName, Stream content, long maxBytes, CancellationToken cancellationToken);
}

/// <summary>Content that was received and is not visible yet. Forgetting it leaves nothing behind.</summary>
public interface IStagedBlob : IDisposable
{
    /// <summary>Bytes received.</summary>
    long Size { get; }

    /// <summary>Whether there was more than allowed; such content cannot be committed.</summary>
    bool TooLarge { get; }

    /// <summary>The first bytes, up to 1,024.</summary>
    ReadOnlyMemory<byte> Head { get; }

    /// <summary>Makes the content visible under its name; the name must be new.</summary>
    Task<BlobReference> CommitAsync(string contentType, CancellationToken cancellationToken);
}
