using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LocalRuntime.DurableTask.Engine;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>
/// Texts that do not fit into a table property (64 KiB of UTF-16) go gzip-compressed to a blob. The property then holds the
/// blob's URL, and a property of the same name with suffix <c>BlobName</c> says that it does.
/// </summary>
internal sealed class LargePayloads(BlobContainerClient container)
{
    /// <summary>Largest text that a row holds itself, in bytes of UTF-16; the Azure Storage provider's limit.</summary>
    public const int LargestInlineBytes = 60 * 1024;

    private const string BlobNameSuffix = "BlobName";

    /// <summary>Sets a text property, by way of a blob when it is large.</summary>
    /// <param name="row">Row whose partition key is the instance id.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="text">Its value; null leaves the property out.</param>
    /// <param name="kind">What the payload belongs to; part of the blob's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask WriteAsync(TableEntity row, string property, string? text, string kind, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return;
        }

        if (Encoding.Unicode.GetByteCount(text) <= LargestInlineBytes)
        {
            row[property] = text;
            return;
        }

        // A new name each time: a writer that lost the race for the row must not replace the winner's payload.
        var name = $"{row.PartitionKey}/message-{Identifiers.NewMessageId()}-{kind}.json.gz";
        var blob = container.GetBlobClient(name);
        await blob.UploadAsync(Compress(text), new BlobUploadOptions(), cancellationToken);
        row[property] = blob.Uri.AbsoluteUri;
        row[property + BlobNameSuffix] = name;
    }

    /// <summary>The value of a text property, wherever it is.</summary>
    public async ValueTask<string?> ReadAsync(TableEntity row, string property, CancellationToken cancellationToken)
    {
        var value = row.GetString(property);
        if (row.GetString(property + BlobNameSuffix) is not { } name)
        {
            return value;
        }

        // A merge that wrote a short text leaves the name of an earlier blob behind; the URL tells which one counts.
        var blob = container.GetBlobClient(name);
        if (value != blob.Uri.AbsoluteUri)
        {
            return value;
        }

        var content = await blob.DownloadContentAsync(cancellationToken);
        return Decompress(content.Value.Content);
    }

    /// <summary>Deletes every payload of an instance.</summary>
    public async Task DeleteAsync(string instanceId, CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(prefix: instanceId + "/", cancellationToken: cancellationToken))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private static BinaryData Compress(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return BinaryData.FromBytes(buffer.ToArray());
    }

    private static string Decompress(BinaryData content)
    {
        using var gzip = new GZipStream(content.ToStream(), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
