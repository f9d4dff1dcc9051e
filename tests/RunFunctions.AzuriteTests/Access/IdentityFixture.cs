using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Platform;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>An app whose clock a test moves, and what it tells callers about their credentials.</summary>
public sealed class IdentityFixture : IAsyncLifetime, IDisposable
{
    // Asks for an identity and for nothing else, so that its storage calls are those of the identity.
    private const string Function = "Version";
    private const string Address = "/api/version";

    private readonly InvocationCosts _costs = new();
    private readonly string[] _settings;

    // Any text goes out as it is.
    private readonly HttpClient _client = new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    public IdentityFixture()
        : this([])
    {
    }

    internal IdentityFixture(params string[] settings) => _settings = settings;

    public OrganizationId Organization { get; } = OrganizationId.Parse("identity");

    internal TestClock Clock { get; } = new();

    internal LocalApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await UnlimitedApp.StartAsync(_costs.Surround, builder => builder.Services.AddSingleton<TimeProvider>(Clock), settings: _settings);
        _client.BaseAddress = App.Address;
        await AskAsync();
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _costs.Dispose();
    }

    /// <summary>A token of a user of the organization.</summary>
    internal Task<string> TokenAsync(string user = "ana") => App.Services.IssueTokenAsync(Organization, UserId.Parse(user), Role.Reviewer);

    /// <summary>Sends a request with these headers.</summary>
    /// <returns>The answer, and how many storage calls it took.</returns>
    internal async Task<(HttpResponseMessage Answer, int Calls)> AskAsync(params (string Name, string Value)[] headers)
    {
        _costs.Forget();
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        var answer = await _client.SendAsync(request);
        return (answer, await _costs.NextAsync(Function));
    }

    internal async Task AcceptedAsync(params (string Name, string Value)[] headers)
    {
        var (answer, _) = await AskAsync(headers);
        using (answer)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>Asserts a 401 with its closed reason and what a client needs to know about it.</summary>
    /// <param name="reason">Expected reason.</param>
    /// <param name="mostCalls">Most storage calls that the refusal may take.</param>
    /// <param name="headers">Of the request.</param>
    internal async Task RefusedAsync(string reason, int mostCalls, params (string Name, string Value)[] headers)
    {
        var (answer, calls) = await AskAsync(headers);
        using (answer)
        {
            var problem = await answer.ProblemAsync(HttpStatusCode.Unauthorized);
            Assert.Equal(("UNAUTHORIZED", reason), (problem.ErrorCode, problem.Reason));
            Assert.Equal(
                new AuthenticationHeaderValue("Bearer", reason == "CREDENTIALS_MISSING" ? "realm=\"runfunctions\"" : "realm=\"runfunctions\", error=\"invalid_token\""),
                answer.Headers.WwwAuthenticate.Single());
            Assert.True(calls <= mostCalls, $"The refusal took {calls} storage calls.");
        }
    }
}
