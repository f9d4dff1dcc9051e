using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Content being received: up to one block stays in memory and is put in one call, larger content goes to storage as
/// uncommitted blocks, which the service forgets by itself when they are never committed. Memory use is what has come so far, at
/// most one block.
/// </summary>
internal sealed class StagedBlob : IStagedBlob
{
    private const int BlockBytes = 4 * 1024 * 1024;
    private const int FirstBytes = 64 * 1024;
    private const int HeadBytes = 1024;

    // Tells whose content has the name.
    private const string Sha256Metadata = "sha256";

    private readonly BlockBlobClient _blob;
    private readonly string _blobName;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _blockIds = [];
    private byte[] _block = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _filled;
    private bool _disposed;

    private StagedBlob(BlockBlobClient blob, string blobName) => (_blob, _blobName) = (blob, blobName);

    public long Size { get; private set; }

    public bool TooLarge { get; private set; }

    public ReadOnlyMemory<byte> Head { get; private set; }

    public static async Task<StagedBlob> ReceiveAsync(
        BlockBlobClient blob, string blobName, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        var staged = new StagedBlob(blob, blobName);
        try
        {
            await staged.ReceiveAsync(content, maxBytes, cancellationToken);
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    public async Task<BlobReference> CommitAsync(string contentType, CancellationToken cancellationToken)
    {
        if (TooLarge)
        {
            throw new InvalidOperationException("Content that is too large cannot be committed.");
        }

        var sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        try
        {
            await PutAsync(contentType, new Dictionary<string, string> { [Sha256Metadata] = sha256 }, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // The client may have retried a commit whose reply was lost: then it was our own.
            var stored = await _blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (!stored.Value.Metadata.TryGetValue(Sha256Metadata, out var found) || found != sha256)
            {
                throw;
            }
        }

        return new BlobReference(_blobName, sha256, Size, contentType);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_block, clearArray: true);
            _hash.Dispose();
        }
    }

    private async Task PutAsync(string contentType, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var headers = new BlobHttpHeaders { ContentType = contentType };
        var mustBeNew = new BlobRequestConditions { IfNoneMatch = ETag.All };
        if (_blockIds.Count == 0)
        {
            using var content = new MemoryStream(_block, 0, _filled, writable: false);
            await _blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = headers, Metadata = metadata, Conditions = mustBeNew }, cancellationToken);
            return;
        }

        if (_filled > 0)
        {
            await StageBlockAsync(cancellationToken);
        }

        await _blob.CommitBlockListAsync(
            _blockIds, new CommitBlockListOptions { HttpHeaders = headers, Metadata = metadata, Conditions = mustBeNew }, cancellationToken);
    }

    private async Task ReceiveAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await content.ReadAsync(_block.AsMemory(_filled, Math.Min(_block.Length, BlockBytes) - _filled), cancellationToken);
            if (read == 0)
            {
                break;
            }

            Size += read;
            if (Size > maxBytes)
            {
                TooLarge = true;
                return;
            }

            _hash.AppendData(_block, _filled, read);
            _filled += read;
            if (Head.Length < HeadBytes && _blockIds.Count == 0)
            {
                Head = _block.AsSpan(0, Math.Min(_filled, HeadBytes)).ToArray();
            }

            if (_filled == BlockBytes)
            {
                await StageBlockAsync(cancellationToken);
            }
            else if (_filled == _block.Length)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_block.Length * 4, BlockBytes));
        _block.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_block, clearArray: true);
        _block = larger;
    }

    private async Task StageBlockAsync(CancellationToken cancellationToken)
    {
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(_blockIds.Count.ToString("D6", CultureInfo.InvariantCulture)));
        using var content = new MemoryStream(_block, 0, _filled, writable: false);
        await _blob.StageBlockAsync(id, content, cancellationToken: cancellationToken);
        _blockIds.Add(id);
        _filled = 0;
    }
}
