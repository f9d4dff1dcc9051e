using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RunFunctions.Api.Access;
using RunFunctions.Api.Access.Demonstration;
using RunFunctions.Api.Platform;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>The organizations to try the app with: on Azurite, and nowhere else.</summary>
public sealed class DemonstrationTests : IDisposable
{
    private static readonly string[] Names = ["admin", "clinician-1", "clinician-2", "nurse", "reviewer", "submitter", "exporter", "patient"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runfunctions-demo-");
    private readonly string _prefix = TestAzurite.NewPrefix();

    private string TokenFile => Path.Combine(_folder.FullName, "state", "demo-tokens.json");

    [Fact]
    public async Task Starting_on_Azurite_gives_a_working_token_to_each_user_of_two_organizations()
    {
        await using var app = await StartAsync();

        var tokens = Read();
        Assert.Equal(
            [.. Names.Select(name => $"demo-north {name}"), .. Names.Select(name => $"demo-south {name}")],
            tokens.Select(token => $"{token.Text("organization")} {token.Text("name")}"));
        foreach (var token in tokens)
        {
            Assert.Equal(["organization", "name", "subject", "roles", "token"], token.Members());
            using var client = app.NewClient().With(token.Text("token")!);
            using var answer = await client.GetAsync(new Uri("/api/access/me", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var me = await answer.ReadJsonAsync();
            Assert.Equal(token.Text("organization"), me.Text("organization"));
            Assert.Equal(token.Text("subject"), me.Text("subject"));
            Assert.Equal(token.GetProperty("roles").GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""), me.GetProperty("roles").GetRawText());
        }
    }

    [Fact]
    public async Task The_file_of_tokens_is_for_its_owner_alone()
    {
        await using var app = await StartAsync();

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(TokenFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_clinician_sees_the_patients_who_are_assigned_to_them_and_an_admin_all()
    {
        await using var app = await StartAsync();

        Assert.Equal(["Ada Nora"], await PatientsAsync(app, "demo-north", "clinician-1"));
        Assert.Equal(["Ben Sami"], await PatientsAsync(app, "demo-south", "clinician-2"));
        Assert.Equal(["Ada Nora", "Ben Nora", "Cleo Nora"], await PatientsAsync(app, "demo-north", "admin"));
    }

    [Fact]
    public async Task Starting_again_keeps_the_tokens()
    {
        await using (await StartAsync())
        {
        }

        var before = await File.ReadAllTextAsync(TokenFile);
        await using var app = await StartAsync();

        Assert.Equal(before, await File.ReadAllTextAsync(TokenFile));
    }

    [Fact]
    public async Task Lost_tokens_are_replaced_and_revoked()
    {
        await using (await StartAsync())
        {
        }

        var lost = Read()[0].Text("token")!;
        File.Delete(TokenFile);
        await using var app = await StartAsync();

        Assert.NotEqual(lost, Read()[0].Text("token"));
        using var client = app.NewClient().With(lost);
        using var answer = await client.GetAsync(new Uri("/api/access/me", UriKind.Relative));
        Assert.Equal("TOKEN_REVOKED", (await answer.ProblemAsync(HttpStatusCode.Unauthorized)).Reason);
    }

    [Fact]
    public async Task On_any_other_storage_nothing_is_seeded_and_asking_for_it_is_refused()
    {
        await SeederOf("Auto").StartAsync(CancellationToken.None);
        Assert.False(File.Exists(TokenFile));

        await Assert.ThrowsAsync<InvalidOperationException>(() => SeederOf("On").StartAsync(CancellationToken.None));
        Assert.False(File.Exists(TokenFile));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<LocalApp> StartAsync() => LocalApp.StartAsync(
        _prefix, settings: ["--Access:Demonstration:Mode", "On", "--Access:Demonstration:TokenFile", TokenFile]);

    private JsonElement[] Read() => JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllBytes(TokenFile))!;

    private async Task<IReadOnlyList<string?>> PatientsAsync(LocalApp app, string organization, string name)
    {
        var token = Read().Single(token => token.Text("organization") == organization && token.Text("name") == name).Text("token")!;
        using var client = app.NewClient().With(token);
        using var answer = await client.GetAsync(new Uri("/api/access/patients", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.ReadJsonAsync()).GetProperty("items").EnumerateArray().Select(patient => patient.Text("full_name"))];
    }

    private DemonstrationSeeder SeederOf(string mode)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=example;AccountKey=AAAA;EndpointSuffix=core.windows.net"),
                new("Access:Demonstration:Mode", mode),
                new("Access:Demonstration:TokenFile", TokenFile),
            ])
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddPlatform(configuration)
            .AddAccess(configuration)
            .BuildServiceProvider()
            .GetServices<IHostedService>()
            .OfType<DemonstrationSeeder>()
            .Single();
    }
}
