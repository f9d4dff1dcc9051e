namespace RunFunctions.AzuriteTests.Support;

/// <summary>One app for the tests of a class, which run one after another.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    internal AppHost App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await AppHost.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
