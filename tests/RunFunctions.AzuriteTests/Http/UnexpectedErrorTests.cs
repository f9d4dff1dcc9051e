using System.Net;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.AzuriteTests.Http;

/// <summary>What callers see of failures that are not theirs, in an app whose list of documents fails as a test says.</summary>
public sealed class UnexpectedErrorTests(UnexpectedErrorTests.Fixture fixture) : IClassFixture<UnexpectedErrorTests.Fixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Storage_that_does_not_answer_is_503_with_when_to_try_again(int status)
    {
        fixture.Failure = new RequestFailedException(status, "the account somewhere.table.core.windows.net is away");
        using var answer = await fixture.App.Client.GetAsync("/api/documents");
        await answer.RefusedAsync(HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE");
        Assert.Equal("1", answer.Header("Retry-After"));
        Assert.DoesNotContain("core.windows.net", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(null)]
    public async Task A_bug_is_500_whose_cause_is_in_the_log_under_the_request_id_and_nowhere_else(int? status)
    {
        var secret = $"the row of {Guid.NewGuid()}";
        fixture.Failure = status is { } code ? new RequestFailedException(code, secret) : new InvalidOperationException(secret);
        using var answer = await fixture.App.Client.GetAsync("/api/documents");
        var problem = await answer.ProblemAsync(HttpStatusCode.InternalServerError);
        Assert.Equal("INTERNAL_ERROR", problem.ErrorCode);
        Assert.DoesNotContain(secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(fixture.App.Log.Lines, line => line["request_id"] == problem.RequestId && line.Text.Contains(secret, StringComparison.Ordinal));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly Mock<IDocumentIndex> _index = new();

        internal AppHost App { get; private set; } = null!;

        internal Exception Failure { get; set; } = new InvalidOperationException();

        public async Task InitializeAsync()
        {
            _index
                .Setup(index => index.ListAsync(It.IsAny<OrganizationId>(), It.IsAny<DocumentFilter>(), It.IsAny<int>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()))
                .Returns(() => Task.FromException<ListPage<DocumentListItem>>(Failure));
            App = await AppHost.StartAsync(builder => builder.Services.AddSingleton(_index.Object));
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
