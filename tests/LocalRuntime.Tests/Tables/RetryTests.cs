using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>A write whose reply is lost has been done; the retry meets its own result.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task An_insert_whose_reply_was_lost_answers_409_and_the_row_is_there()
    {
        var (table, losing) = await NewAsync();

        var refusal = await TestTable.RefusalAsync(() => losing.AddEntityAsync(new TableEntity("p", "r") { ["Owner"] = "me" }));

        TestTable.AssertRefusal(refusal, 409, "EntityAlreadyExists");
        Assert.Equal("me", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Owner"));
    }

    [Fact]
    public async Task A_conditional_write_whose_reply_was_lost_answers_412_and_the_row_is_changed()
    {
        var (table, losing) = await NewAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1 });

        var refusal = await TestTable.RefusalAsync(() => losing.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 2 }, added.ETag()));

        TestTable.AssertRefusal(refusal, 412, "UpdateConditionNotSatisfied");
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));
    }

    [Fact]
    public async Task A_transaction_whose_reply_was_lost_is_refused_and_has_been_done()
    {
        var (table, losing) = await NewAsync();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => losing.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));

        TestTable.AssertRefusal(refusal, 409, "EntityAlreadyExists");
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_deletion_whose_reply_was_lost_answers_404_and_the_row_is_gone()
    {
        var (table, losing) = await NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(404, (await losing.DeleteEntityAsync("p", "r")).Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Reads_and_upserts_are_repeated_without_notice()
    {
        var (table, losing) = await NewAsync();

        Assert.Equal(204, (await losing.UpsertEntityAsync(new TableEntity("p", "r") { ["V"] = 1 })).Status);
        Assert.Equal(1, (await losing.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));
        Assert.Single(await losing.QueryAsync<TableEntity>().ToListAsync());
        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, 3)]
    [InlineData(HttpStatusCode.TooManyRequests, 3)]
    [InlineData(HttpStatusCode.BadRequest, 1)]
    public async Task A_busy_service_is_asked_again_and_a_refusal_is_not(HttpStatusCode status, int attempts)
    {
        var stub = new StubTransport(_ => StubTransport.Reply(status));

        await TestTable.RefusalAsync(() => TestTable.Service(stub.Options).GetTableClient("t").AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(attempts, stub.Requests.Count);
    }

    private static async Task<(TableClient Table, TableClient Losing)> NewAsync()
    {
        var table = await TestTable.NewAsync();
        var options = new TableClientOptions { Retry = { Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) } };
        options.AddPolicy(new FirstReplyLost(), HttpPipelinePosition.PerRetry);
        return (table, table.With(options));
    }

    private sealed class FirstReplyLost : HttpPipelinePolicy
    {
        private const string Key = nameof(FirstReplyLost);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!message.TryGetProperty(Key, out _))
            {
                message.SetProperty(Key, true);
                throw new IOException("The reply was lost.");
            }
        }
    }
}
