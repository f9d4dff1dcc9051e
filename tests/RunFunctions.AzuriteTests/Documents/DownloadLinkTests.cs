using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>A link opens exactly what it was made for, as whoever asked for it, while their credential is good.</summary>
public sealed class DownloadLinkTests(DownloadLinkTests.Fixture fixture) : IClassFixture<DownloadLinkTests.Fixture>
{
    private static readonly UserId Ada = UserId.Parse("ada");
    private static readonly UserId Bob = UserId.Parse("bob");
    private static readonly OrganizationId Elsewhere = OrganizationId.Parse("elsewhere");

    private AppHost App => fixture.App;

    [Theory]
    [InlineData("", "inline")]
    [InlineData("?download=false", "inline")]
    [InlineData("?download=true", "attachment")]
    public async Task A_link_fetches_the_original_without_another_credential(string query, string disposition)
    {
        using var ada = await ReviewerAsync(Ada);
        using var answer = await CreateAsync(ada, fixture.Document, query);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        Assert.Equal(["url", "expires_at"], body.Members());
        Assert.StartsWith($"/api/documents/{fixture.Document}/download?", body.Text("url"), StringComparison.Ordinal);
        Assert.InRange(body.Time("expires_at") - App.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        using var original = await BrowseAsync(body.Text("url")!);
        Assert.Equal(HttpStatusCode.OK, original.StatusCode);
        Assert.StartsWith(disposition + ";", original.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal(Pdfs.Record, await original.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_link_works_beside_the_same_users_own_credential()
    {
        using var ada = await ReviewerAsync(Ada);
        var url = await LinkAsync(ada);
        using var another = await ReviewerAsync(Ada);

        using var answer = await another.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_of_somebody_else_makes_the_document_look_unknown()
    {
        using var ada = await ReviewerAsync(Ada);
        using var bob = await ReviewerAsync(Bob);
        using var stranger = await App.NewClientAsync(Elsewhere, Ada, Role.Reviewer);
        var url = await LinkAsync(ada);
        using var unknown = await bob.GetAsync($"/api/documents/{Guid.NewGuid():D}/download");
        var expected = (await unknown.ReadJsonAsync()).Text("message");

        foreach (var caller in (HttpClient[])[bob, stranger])
        {
            using var answer = await caller.GetAsync(url);
            await answer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
            Assert.Equal(expected, (await answer.ReadJsonAsync()).Text("message"));
        }
    }

    [Fact]
    public async Task A_link_that_was_changed_anywhere_opens_nothing()
    {
        using var ada = await ReviewerAsync(Ada);
        var url = await LinkAsync(ada);
        var other = await LinkAsync(ada, fixture.OtherDocument);
        var saved = await LinkAsync(ada, fixture.Document, "?download=true");
        string[] changed =
        [
            url.Replace(fixture.Document, fixture.OtherDocument, StringComparison.Ordinal),
            url.Replace("download=false", "download=true", StringComparison.Ordinal),
            url.Replace("download=false&", "", StringComparison.Ordinal),
            $"{url.Split("?")[0]}?link={LinkOf(url)}&download=false",
            url.Replace(LinkOf(url), LinkOf(other), StringComparison.Ordinal),
            url.Replace(LinkOf(url), LinkOf(saved), StringComparison.Ordinal),
            url[..^1] + (url[^1] == 'A' ? 'B' : 'A'),
            url[..^1],
            url + "A",
            url.Replace(LinkOf(url), $"{LinkOf(url).Split('.')[0]}.{LinkOf(other).Split('.')[1]}", StringComparison.Ordinal),
            url.Split("link=")[0] + "link=",
            url.Split("link=")[0] + "link=forged",
        ];

        Assert.Equal(changed.Length, changed.Except([url]).Count());
        foreach (var address in changed)
        {
            await RefusedAsync(address, "CREDENTIALS_INVALID");
        }

        using var answer = await BrowseAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_opens_no_other_function()
    {
        using var ada = await ReviewerAsync(Ada);
        var link = LinkOf(await LinkAsync(ada));

        using var read = await BrowseAsync($"/api/documents/{fixture.Document}?link={link}");
        await read.InvalidAsync("link", "unknown");
        using var posted = await App.NewClient().PostAsync($"/api/documents/{fixture.Document}/download-link?download=false&link={link}", content: null);
        await posted.InvalidAsync("link", "unknown");
    }

    [Fact]
    public async Task An_expired_link_opens_nothing()
    {
        var token = await TokenAsync(Ada, Role.Reviewer);
        await RefusedAsync(await ForgeAsync(TestCallers.Organization, token.Id, TimeSpan.Zero), "CREDENTIALS_INVALID");
    }

    [Fact]
    public async Task A_link_of_another_organization_opens_nothing_here()
    {
        using var stranger = await App.NewClientAsync(Elsewhere, Ada, Role.Reviewer);
        using var refused = await CreateAsync(stranger, fixture.Document);
        await refused.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");

        var token = TokenText.Parse(await App.Services.IssueTokenAsync(Elsewhere, Ada, Role.Reviewer))!;
        using var answer = await BrowseAsync(await ForgeAsync(Elsewhere, token.Id, TimeSpan.FromMinutes(1)));
        await answer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_link_dies_with_the_token_that_asked_for_it()
    {
        var token = await TokenAsync(Ada, Role.Reviewer);
        using var ada = App.NewClient().With(token.ToString());
        var url = await LinkAsync(ada);
        await App.Services.GetRequiredService<ITokenStore>().RevokeAsync(token.Organization, token.Id, DateTimeOffset.UnixEpoch, CancellationToken.None);
        App.Services.GetRequiredService<CredentialCache<AccessToken>>().Forget(token.Organization, token.Id);

        await RefusedAsync(url, "TOKEN_REVOKED");
    }

    [Fact]
    public async Task A_link_gives_no_more_than_the_token_has()
    {
        var token = await TokenAsync(Ada, Role.Nurse);
        using var nurse = App.NewClient().With(token.ToString());
        using var refused = await CreateAsync(nurse, fixture.Document);
        await refused.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");

        using var answer = await BrowseAsync(await ForgeAsync(TestCallers.Organization, token.Id, TimeSpan.FromMinutes(1)));
        await answer.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Fact]
    public async Task A_download_parameter_that_is_neither_true_nor_false_is_refused()
    {
        using var answer = await CreateAsync(App.Client, fixture.Document, "?download=maybe");
        await answer.InvalidAsync("download", "boolean");
    }

    private static string LinkOf(string url) => url.Split("link=")[1];

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client, string document, string query = "") =>
        client.PostAsync($"/api/documents/{document}/download-link{query}", content: null);

    private async Task<string> LinkAsync(HttpClient client, string? document = null, string query = "")
    {
        using var answer = await CreateAsync(client, document ?? fixture.Document, query);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.ReadJsonAsync()).Text("url")!;
    }

    // Signed with the organization's true key, past the door that would not have made it.
    private async Task<string> ForgeAsync(OrganizationId organization, string tokenId, TimeSpan lifetime)
    {
        var address = $"/api/documents/{fixture.Document}/download?download=false";
        var holder = new Caller(organization, Ada, [Role.Admin], new Credential(CredentialKind.Token, tokenId));
        var issued = await App.Services.GetRequiredService<IssueLink>().HandleAsync(holder, "DownloadDocument", address, lifetime, CancellationToken.None);
        return $"{address}&link={issued.Text}";
    }

    private async Task<TokenText> TokenAsync(UserId user, Role role) =>
        TokenText.Parse(await App.Services.IssueTokenAsync(TestCallers.Organization, user, role))!;

    private Task<HttpClient> ReviewerAsync(UserId user) => App.NewClientAsync(TestCallers.Organization, user, Role.Reviewer);

    // As a browser that follows a link: no header says who it is.
    private async Task<HttpResponseMessage> BrowseAsync(string url)
    {
        using var browser = App.NewClient();
        return await browser.GetAsync(url);
    }

    private async Task RefusedAsync(string url, string reason)
    {
        using var answer = await BrowseAsync(url);
        var problem = await answer.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(("UNAUTHORIZED", reason), (problem.ErrorCode, problem.Reason));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        internal string Document { get; private set; } = "";

        internal string OtherDocument { get; private set; } = "";

        public async Task InitializeAsync()
        {
            App = await AppHost.StartAsync();
            Document = (await App.Documents.UploadAndCompleteAsync()).DocumentId;
            OtherDocument = (await App.Documents.UploadAndCompleteAsync()).DocumentId;
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
