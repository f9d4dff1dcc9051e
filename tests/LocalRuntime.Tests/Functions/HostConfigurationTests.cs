using LocalRuntime.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Functions;

public sealed class HostConfigurationTests
{
    [Fact]
    public async Task The_environment_wins_over_local_settings_and_the_command_line_over_both()
    {
        var name = "RunFunctionsTest" + Environment.ProcessId;
        Environment.SetEnvironmentVariable(name + "B", "environment");
        Environment.SetEnvironmentVariable(name + "C", "environment");
        try
        {
            var plan = new HostUnderTest.Plan
            {
                LocalSettings = $$"""
                    {
                      // comments are allowed, as in Core Tools
                      "IsEncrypted": false,
                      "Values": { "{{name}}A": "file", "{{name}}B": "file", "{{name}}C": "file", "Nested__Name": "nested" }
                    }
                    """,
                Arguments = ["--" + name + "C", "line"],
            };
            await using var host = await plan.StartAsync();
            var configuration = host.Services.GetRequiredService<IConfiguration>();
            Assert.Equal(("file", "environment", "line", "nested"), (configuration[name + "A"], configuration[name + "B"], configuration[name + "C"], configuration["Nested:Name"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name + "B", value: null);
            Environment.SetEnvironmentVariable(name + "C", value: null);
        }
    }

    [Fact]
    public async Task Host_json_is_handed_to_extensions_and_sets_the_log_levels()
    {
        var plan = new HostUnderTest.Plan
        {
            HostJson = """{ "version": "2.0", "logging": { "logLevel": { "Quiet.Room": "Error" } }, "extensions": { "durableTask": { "hubName": "hub" } } }""",
        };
        await using var host = await plan.StartAsync();
        var settings = host.Services.GetRequiredService<IHostSettings>();
        Assert.Equal("hub", settings.HostJson.GetProperty("extensions").GetProperty("durableTask").GetProperty("hubName").GetString());
        var loggers = host.Services.GetRequiredService<ILoggerFactory>();
        Assert.False(loggers.CreateLogger("Quiet.Room").IsEnabled(LogLevel.Warning));
        Assert.True(loggers.CreateLogger("Other.Room").IsEnabled(LogLevel.Warning));
    }

    [Theory]
    [InlineData("not json", null, "host.json")]
    [InlineData("[]", null, "host.json")]
    [InlineData("""{ "functionTimeout": "soon" }""", null, "functionTimeout 'soon'")]
    [InlineData("{}", "[]", "local.settings.json")]
    [InlineData("{}", """{ "Values": 1 }""", "local.settings.json")]
    public async Task A_settings_file_that_cannot_be_read_is_named(string hostJson, string? localSettings, string named)
    {
        var plan = new HostUnderTest.Plan { HostJson = hostJson, LocalSettings = localSettings };
        var failure = await Assert.ThrowsAsync<HostStartException>(() => plan.StartAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_app_reads_the_same_default_storage_as_the_host()
    {
        var builder = Microsoft.Azure.Functions.Worker.Builder.FunctionsApplication.CreateBuilder(["--LocalRuntime:FunctionAssembly", "LocalRuntime.Functions"]);
        Assert.Equal("UseDevelopmentStorage=true", builder.Configuration["AzureWebJobsStorage"]);
    }

    [Theory]
    [InlineData("", "UseDevelopmentStorage=true", true)]
    [InlineData("UseDevelopmentStorage=true;", "UseDevelopmentStorage=true;", true)]
    [InlineData("AccountName=a", "AccountName=a", false)]
    public void Storage_is_the_emulator_unless_told_otherwise(string setting, string expected, bool isEmulator)
    {
        HostSettings settings = new(new ConfigurationBuilder().AddInMemoryCollection([new(HostSettings.StorageSetting, setting)]).Build());
        Assert.Equal((expected, isEmulator), (settings.StorageConnectionString, settings.UsesDevelopmentStorage));
    }
}
