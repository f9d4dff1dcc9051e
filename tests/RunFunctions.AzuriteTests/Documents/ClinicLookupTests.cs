using System.Net;
using System.Net.Http.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary><c>POST /api/clinics/lookup-address</c>, of clinics that do not exist.</summary>
public sealed class ClinicLookupTests(ClinicLookupTests.Fixture fixture) : IClassFixture<ClinicLookupTests.Fixture>
{
    private const string Route = "/api/clinics/lookup-address";

    [Fact]
    public async Task A_clinic_of_the_catalogue_is_found()
    {
        using var answer = await fixture.App.Client.PostAsJsonAsync(Route, new { clinic_name = "clinica veterinaria EL EJEMPLO" });
        var body = await answer.ReadJsonAsync();
        Assert.Equal(["found", "address", "source"], body.Members());
        Assert.Equal(
            (true, "Calle Inventada 12, 00001 Ciudad Ficticia", "clinic_catalog"), (body.GetProperty("found").GetBoolean(), body.Text("address"), body.Text("source")));
    }

    /// <summary>Defect 21 of specs/documents.md §9.2: such a name was sent to third parties.</summary>
    [Fact]
    public async Task A_clinic_that_the_catalogue_does_not_have_is_not_found_and_its_name_is_not_kept()
    {
        using var answer = await fixture.App.Client.PostAsJsonAsync(Route, new { clinic_name = "Clinic Xylophonius" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        Assert.Equal((false, null, "none"), (body.GetProperty("found").GetBoolean(), body.Text("address"), body.Text("source")));
        Assert.DoesNotContain(fixture.App.Log.Lines, line => line.Text.Contains("Xylophonius", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            await fixture.App.Stored.AppRowsAsync(),
            row => row.Any(column => column.Value is string text && text.Contains("Xylophonius", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData(null, "required")]
    [InlineData("", "length")]
    [InlineData(" \t", "length")]
    public async Task A_name_must_be_there(string? name, string rule)
    {
        using var answer = await fixture.App.Client.PostAsJsonAsync(Route, new { clinic_name = name });
        await answer.InvalidAsync("clinic_name", rule);
    }

    [Fact]
    public async Task A_name_has_at_most_200_characters()
    {
        using var answer = await fixture.App.Client.PostAsJsonAsync(Route, new { clinic_name = new string('a', 201) });
        await answer.InvalidAsync("clinic_name", "length");
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await AppHost.StartAsync(
            settings: ["--Documents:ClinicFile", Path.Combine(TestAzurite.RepositoryRoot, "config", "clinics.example.json")]);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
