using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Hashing;

/// <summary>The real blob package runs on the stand-in of System.IO.Hashing.</summary>
public sealed class BlobStorageTests
{
    private static readonly BlobUploadOptions OnlyIfNew = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };

    [Fact]
    public async Task A_streamed_upload_creates_a_blob_once()
    {
        var blob = await NewBlobAsync();

        var created = await blob.UploadAsync(Text("first"), OnlyIfNew);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(Text("second"), OnlyIfNew));

        Assert.Equal((409, "BlobAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        var download = await blob.DownloadContentAsync();
        Assert.Equal("first", download.Value.Content.ToString());
        Assert.Equal(created.Value.ETag, download.Value.Details.ETag);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_an_unchanged_one_is_not_sent_again()
    {
        var blob = await NewBlobAsync();
        var first = await blob.UploadAsync(Text("first"), overwrite: true);
        var second = await blob.UploadAsync(Text("second"), overwrite: true);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() =>
            blob.UploadAsync(Text("third"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = first.Value.ETag } }));
        var unchanged = await blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = second.Value.ETag } });

        Assert.Equal((412, "ConditionNotMet"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(304, unchanged.GetRawResponse().Status);
    }

    [Fact]
    public async Task Part_of_a_blob_can_be_read()
    {
        var blob = await NewBlobAsync();
        await blob.UploadAsync(Text("0123456789"), overwrite: true);

        var range = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(2, 3) });
        await using var stream = await blob.OpenReadAsync(position: 7);
        using var reader = new StreamReader(stream);

        Assert.Equal("234", range.Value.Content.ToString());
        Assert.Equal("789", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Sixteen_mebibytes_go_up_in_parallel_blocks_and_come_back_the_same()
    {
        var blob = await NewBlobAsync();
        var bytes = RandomNumberGenerator.GetBytes(16 * 1024 * 1024);
        var options = new BlobUploadOptions { TransferOptions = new StorageTransferOptions { InitialTransferSize = 1024 * 1024, MaximumTransferSize = 2 * 1024 * 1024, MaximumConcurrency = 4 } };

        await blob.UploadAsync(new MemoryStream(bytes), options);

        var blocks = await new BlockBlobClient(TestAzurite.ConnectionString, blob.BlobContainerName, blob.Name).GetBlockListAsync();
        using var copy = new MemoryStream();
        await blob.DownloadToAsync(copy);
        Assert.Equal(8, blocks.Value.CommittedBlocks.Count());
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToHexString(SHA256.HashData(copy.ToArray())));
    }

    [Fact]
    [SuppressMessage("Security", "CA5351", Justification = "The service's checksum against transfer errors; it protects nothing.")]
    public async Task Checksums_are_sent_and_checked()
    {
        var blob = await NewBlobAsync();
        var content = Encoding.UTF8.GetBytes("checked");

        await blob.UploadAsync(new MemoryStream(content), new BlobUploadOptions { TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 } });
        var read = await blob.DownloadContentAsync(new BlobDownloadOptions { TransferValidation = new DownloadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 } });
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => new BlockBlobClient(TestAzurite.ConnectionString, blob.BlobContainerName, blob.Name).StageBlockAsync(
            Convert.ToBase64String("1"u8),
            new MemoryStream(content),
            new BlockBlobStageBlockOptions { TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5, PrecalculatedChecksum = MD5.HashData("other"u8) } }));

        Assert.Equal("checked", read.Value.Content.ToString());
        Assert.Equal(MD5.HashData(content), read.Value.Details.ContentHash);
        Assert.Equal(400, refusal.Status); // Azure's code is Md5Mismatch, the emulator's InvalidOperation
    }

    [Fact]
    public async Task A_missing_blob_answers_404()
    {
        var blob = await NewBlobAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadContentAsync());

        Assert.Equal((404, "BlobNotFound"), (refusal.Status, refusal.ErrorCode));
        Assert.False(await blob.ExistsAsync());
        Assert.False(await blob.DeleteIfExistsAsync());
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<BlobClient> NewBlobAsync()
    {
        var container = new BlobContainerClient(TestAzurite.ConnectionString, TestAzurite.NewPrefix());
        await container.CreateAsync();
        return container.GetBlobClient("folder/file.bin");
    }
}
