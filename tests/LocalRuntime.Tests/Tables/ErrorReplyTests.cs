using System.Net;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>The service, the emulator and proxies word refusals differently.</summary>
public sealed class ErrorReplyTests
{
    private const string Json = """{"odata.error":{"code":"BodyCode","message":{"lang":"en-US","value":"The words.\nRequestId:1"}}}""";
    private const string Xml = """<?xml version="1.0" encoding="utf-8"?><error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code>BodyCode</code><message xml:lang="en-US">The words.</message></error>""";
    private const string StorageXml = """<?xml version="1.0"?><Error><Code>BodyCode</Code><Message>The words.</Message></Error>""";

    [Theory]
    [InlineData(Json, "application/json", "HeaderCode", "HeaderCode", "The words.")]
    [InlineData(Json, "application/json", null, "BodyCode", "The words.")]
    [InlineData("""{"odata.error":{"code":"BodyCode","message":"The words."}}""", "application/json", null, "BodyCode", "The words.")]
    [InlineData("""{"error":{"code":"BodyCode","message":"The words."}}""", "application/json", null, "BodyCode", "The words.")]
    [InlineData(Xml, "application/xml", null, "BodyCode", "The words.")]
    [InlineData(StorageXml, "application/xml", "HeaderCode", "HeaderCode", "The words.")]
    [InlineData("", "text/plain", "HeaderCode", "HeaderCode", "400")]
    [InlineData("", "text/plain", null, null, "400")]
    [InlineData("<html><body>Bad gateway", "text/html", null, null, "400")]
    [InlineData("""{"cut off""", "application/json", null, null, "400")]
    [InlineData("""{"odata.error":5}""", "application/json", "HeaderCode", "HeaderCode", "400")]
    public async Task A_refusal_carries_status_code_and_words_in_whatever_form_they_came(string body, string mediaType, string? header, string? code, string words)
    {
        var stub = new StubTransport(_ => StubTransport.Reply(HttpStatusCode.BadRequest, body, mediaType, header));
        var table = TestTable.Service(stub.Options).GetTableClient("t");

        var refusal = await TestTable.RefusalAsync(() => table.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal((400, code), (refusal.Status, refusal.ErrorCode));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_cannot_be_created_if_it_does_not_exist()
    {
        var stub = new StubTransport(_ => StubTransport.Reply(HttpStatusCode.Conflict, errorCode: "TableBeingDeleted"));

        var refusal = await TestTable.RefusalAsync(() => TestTable.Service(stub.Options).CreateTableIfNotExistsAsync("t"));

        TestTable.AssertRefusal(refusal, 409, "TableBeingDeleted");
    }

    [Fact]
    public async Task A_refused_transaction_carries_its_own_status_out_of_the_202()
    {
        var stub = new StubTransport(_ => Batch("HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\n\r\n{\"odata.error\":{\"code\":\"EntityAlreadyExists\",\"message\":{\"value\":\"1:It is there.\"}}}"));

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => SubmitAsync(stub));

        TestTable.AssertRefusal(refusal, 409, "EntityAlreadyExists");
        Assert.Equal(1, refusal.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_refused_transaction_without_an_index_has_none()
    {
        var stub = new StubTransport(_ => Batch("HTTP/1.1 503 Busy\r\n\r\n"));

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => SubmitAsync(stub));

        Assert.Equal((503, null), (refusal.Status, refusal.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_transaction_reply_with_too_few_answers_is_not_taken_for_success()
    {
        var stub = new StubTransport(_ => Batch("HTTP/1.1 204 No Content\r\nETag: W/\"1\"\r\n\r\n"));

        await Assert.ThrowsAsync<InvalidDataException>(() => SubmitAsync(stub));
    }

    [Fact]
    public async Task A_transaction_refused_as_a_whole_has_the_status_of_the_reply()
    {
        var stub = new StubTransport(_ => StubTransport.Reply(HttpStatusCode.Forbidden, errorCode: "AuthenticationFailed"));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => SubmitAsync(stub));

        TestTable.AssertRefusal(refusal, 403, "AuthenticationFailed");
    }

    private static Task<Response<IReadOnlyList<Response>>> SubmitAsync(StubTransport stub) => TestTable.Service(stub.Options).GetTableClient("t").SubmitTransactionAsync(
    [
        new(TableTransactionActionType.Add, new TableEntity("p", "1")),
        new(TableTransactionActionType.Add, new TableEntity("p", "2")),
    ]);

    private static HttpResponseMessage Batch(string answer) => StubTransport.Reply(
        HttpStatusCode.Accepted,
        $"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{answer}\r\n--c--\r\n--b--\r\n",
        "multipart/mixed; boundary=b");
}
