using System.Text;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>A multipart form to the byte, also one that no well-behaved client would send.</summary>
internal sealed class MultipartBody
{
    public const string Boundary = "boundary-of-this-test";

    private readonly List<byte> _bytes = [];

    public static MultipartBody WithFile(byte[] content, string dispositionParameters = "name=\"file\"; filename=\"record.pdf\"") =>
        new MultipartBody().Part($"Content-Disposition: form-data; {dispositionParameters}\r\nContent-Type: application/pdf", content);

    public MultipartBody Part(string headers, byte[] content) =>
        Raw($"--{Boundary}\r\n{headers}\r\n\r\n").Raw(content).Raw("\r\n");

    public MultipartBody Raw(string text) => Raw(Encoding.UTF8.GetBytes(text));

    public MultipartBody Raw(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>With the closing boundary.</summary>
    public ByteArrayContent Closed(string contentType = "multipart/form-data; boundary=" + Boundary) => Raw($"--{Boundary}--\r\n").Unclosed(contentType);

    public ByteArrayContent Unclosed(string contentType = "multipart/form-data; boundary=" + Boundary)
    {
        var content = new ByteArrayContent([.. _bytes]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }
}
