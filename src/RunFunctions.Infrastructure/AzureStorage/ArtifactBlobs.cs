using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Contents in container <c>artifacts</c>; insert-only.</summary>
public sealed class ArtifactBlobs(StorageClients clients) : IArtifactStore
{
    private const int ReadBufferBytes = 1024 * 1024;
    private const int RememberedBlobs = 10_000;
    private const int MaxRecentBytes = 16 * 1024 * 1024;

    // The ETag under which a blob was found to hold what its row claims. As long as it has that ETag it still does, so the
    // content is hashed once per process and not on every read.
    private readonly ConcurrentDictionary<BlobReference, ETag> _verified = new();

    // What this process just saved, for the step that goes on with it. Handed out once.
    private readonly ConcurrentDictionary<BlobReference, ReadOnlyMemory<byte>> _recent = new();
    private long _recentBytes;

    private static BlobRequestConditions MustBeNew => new() { IfNoneMatch = ETag.All };

    public async Task<BlobReference> SaveAsync(
        string blobName, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var blob = new BlobReference(blobName, hash, content.Length, contentType);
        if (await TryPutAsync(blob, content, cancellationToken) || await ReadAsync(blob, cancellationToken) is not null)
        {
            KeepRecent(blob, content);
            return blob;
        }

        // Something else has the name, for example what an interrupted attempt of another version wrote.
        var beside = blob with { BlobName = WithHash(blobName, hash) };
        await TryPutAsync(beside, content, cancellationToken);
        return beside;
    }

    public async Task<ReadOnlyMemory<byte>?> TakeAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        if (_recent.TryRemove(blob, out var recent))
        {
            Interlocked.Add(ref _recentBytes, -recent.Length);
            return recent;
        }

        // A null array would become an empty memory.
        return await ReadAsync(blob, cancellationToken) is { } stored ? stored : default(ReadOnlyMemory<byte>?);
    }

    public async Task<byte[]?> ReadAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        try
        {
            var download = await clients.Artifact(blob.BlobName).DownloadContentAsync(cancellationToken);
            var bytes = download.Value.Content.ToArray();
            return Remember(blob, SHA256.HashData(bytes), download.Value.Details.ETag) is null ? null : bytes;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<Stream?> OpenAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        try
        {
            if (_verified.TryGetValue(blob, out var known))
            {
                try
                {
                    return await OpenAsync(blob, known, cancellationToken);
                }
                catch (RequestFailedException changed) when (changed.Status == 412)
                {
                    _verified.TryRemove(blob, out _);
                }
            }

            return await VerifyAsync(blob, cancellationToken) is { } verified ? await OpenAsync(blob, verified, cancellationToken) : null;
        }
        catch (RequestFailedException missing) when (missing.Status is 404 or 412)
        {
            return null;
        }
    }

    public async Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken) =>
        await clients.Artifact(blob.BlobName).ExistsAsync(cancellationToken);

    public Task RemoveAsync(string blobName, CancellationToken cancellationToken) =>
        clients.Artifact(blobName).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    public async Task<IStagedBlob> StageAsync(string blobName, Stream content, long maxBytes, CancellationToken cancellationToken) =>
        await StagedBlob.ReceiveAsync(clients.Artifact(blobName), blobName, content, maxBytes, cancellationToken);

    private Task<Stream> OpenAsync(BlobReference blob, ETag verified, CancellationToken cancellationToken) =>
        clients.Artifact(blob.BlobName).OpenReadAsync(
            new BlobOpenReadOptions(allowModifications: false)
            {
                BufferSize = ReadBufferBytes,
                Conditions = new BlobRequestConditions { IfMatch = verified },
            },
            cancellationToken);

    /// <summary>Hashes the content as it streams by.</summary>
    /// <returns>The ETag of the content; null when it is not what its row claims.</returns>
    private async Task<ETag?> VerifyAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        var download = await clients.Artifact(blob.BlobName).DownloadStreamingAsync(cancellationToken: cancellationToken);
        await using var content = download.Value.Content;
        return Remember(blob, await SHA256.HashDataAsync(content, cancellationToken), download.Value.Details.ETag);
    }

    private void KeepRecent(BlobReference blob, ReadOnlyMemory<byte> content)
    {
        if (Interlocked.Add(ref _recentBytes, content.Length) > MaxRecentBytes)
        {
            _recent.Clear();
            Interlocked.Exchange(ref _recentBytes, content.Length);
        }

        if (!_recent.TryAdd(blob, content))
        {
            Interlocked.Add(ref _recentBytes, -content.Length);
        }
    }

    private ETag? Remember(BlobReference blob, byte[] sha256, ETag readAs)
    {
        if (Convert.ToHexStringLower(sha256) != blob.Sha256)
        {
            return null;
        }

        if (_verified.Count >= RememberedBlobs)
        {
            _verified.Clear();
        }

        return _verified[blob] = readAs;
    }

    private async Task<bool> TryPutAsync(BlobReference blob, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // A write that has begun is waited for: abandoned, it might still arrive, after the run has ended.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await clients.Artifact(blob.BlobName).UploadAsync(
                new BinaryData(content).ToStream(),
                new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = blob.ContentType }, Conditions = MustBeNew },
                CancellationToken.None);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return false;
        }
    }

    private static string WithHash(string blobName, string hash)
    {
        var dot = blobName.LastIndexOf('.');
        return $"{blobName[..dot]}-{hash[..12]}{blobName[dot..]}";
    }
}
