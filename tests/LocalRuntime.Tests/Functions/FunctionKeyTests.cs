using System.Net;
using System.Text.Json;
using LocalRuntime.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Functions;

public sealed class FunctionKeyTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("anonymous", null, HttpStatusCode.OK)]
    [InlineData("function", null, HttpStatusCode.Unauthorized)]
    [InlineData("function", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("function", "functionKey", HttpStatusCode.OK)]
    [InlineData("function", "masterKey", HttpStatusCode.OK)]
    [InlineData("boss", null, HttpStatusCode.Unauthorized)]
    [InlineData("boss", "functionKey", HttpStatusCode.Unauthorized)]
    [InlineData("boss", "masterKey", HttpStatusCode.OK)]
    [InlineData("system", "functionKey", HttpStatusCode.Unauthorized)]
    [InlineData("system", "masterKey", HttpStatusCode.OK)]
    public async Task A_function_answers_only_to_the_key_that_its_level_asks_for(string function, string? key, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        var presented = key is null ? null : Keys().GetValueOrDefault(key, key);

        using var byHeader = new HttpRequestMessage(HttpMethod.Get, "/" + function);
        byHeader.Headers.Add("x-functions-key", presented);
        using var headerResponse = await host.Client.SendAsync(byHeader);
        Assert.Equal(status, headerResponse.StatusCode);

        using var queryResponse = await host.Client.GetAsync(new Uri($"/{function}?code={presented}", UriKind.Relative));
        Assert.Equal(status, queryResponse.StatusCode);
    }

    [Fact]
    public async Task Keys_are_made_once_and_kept()
    {
        await using (await StartAsync())
        {
            Assert.Equal(3, Keys().Count);
        }

        var before = Keys();
        await using var host = await StartAsync();
        using var response = await host.Client.GetAsync(new Uri($"/function?code={before["functionKey"]}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before, Keys());
    }

    [Fact]
    public async Task Hosts_that_start_together_agree_on_the_keys()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));
        var keys = hosts.Select(host => host.Services.GetRequiredService<IHostSettings>().SystemKey("durabletask")).ToHashSet();
        Assert.Single(keys);
        Assert.Equal(["keys.json"], Directory.GetFiles(_data.Path).Select(Path.GetFileName));
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_key_file()
    {
        await using var host = await StartAsync();
        Assert.NotEmpty(Keys());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_data.Path, "keys.json")));
        }
    }

    [Fact]
    public async Task The_key_of_one_extension_does_not_open_another()
    {
        await using var host = await StartAsync();
        var settings = host.Services.GetRequiredService<IHostSettings>();
        Assert.True(settings.IsSystemKey("durabletask", settings.SystemKey("durabletask")));
        Assert.True(settings.IsSystemKey("durabletask", Keys()["masterKey"]));
        Assert.False(settings.IsSystemKey("durabletask", settings.SystemKey("other")));
        Assert.False(settings.IsSystemKey("durabletask", Keys()["functionKey"]));
        Assert.False(settings.IsSystemKey("durabletask", ""));
        Assert.False(settings.IsSystemKey("durabletask", presented: null));
    }

    [Fact]
    public async Task A_damaged_key_file_stops_the_start_and_is_named()
    {
        _data.Write("keys.json", "{}");
        var failure = await Assert.ThrowsAsync<HostStartException>(StartAsync);
        Assert.Contains("keys.json", failure.Message, StringComparison.Ordinal);
    }

    private Task<HostUnderTest> StartAsync() => new HostUnderTest.Plan { Functions = [typeof(KeyedFunctions)], DataFolder = _data.Path }.StartAsync();

    private Dictionary<string, string> Keys()
        => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(_data.Path, "keys.json")))!;

    private static class KeyedFunctions
    {
        [Function("anonymous")]
        public static IResult Anonymous([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text(request.Method);

        [Function("function")]
        public static IResult Function([HttpTrigger("get")] HttpRequest request) => Results.Text(request.Method);

        [Function("admin")]
        public static IResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "boss")] HttpRequest request) => Results.Text(request.Method);

        [Function("system")]
        public static IResult System([HttpTrigger(AuthorizationLevel.System, "get")] HttpRequest request) => Results.Text(request.Method);
    }
}
