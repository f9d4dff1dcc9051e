using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using LocalRuntime.Functions.Hosting;
using LocalRuntime.Functions.Hosting.Startup;
using LocalRuntime.Functions.Hosting.Storage;
using Microsoft.Extensions.Configuration;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Functions;

public sealed class StorageEmulatorTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly int[] _ports = FreePorts(3);
    private readonly StringWriter _output = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task The_emulator_is_started_when_none_answers_and_keeps_what_was_written_last()
    {
        var emulator = Emulator(Settings());
        await emulator.StartAsync(CancellationToken.None);
        Assert.Contains("Starting Azurite", _output.ToString(), StringComparison.Ordinal);
        await Container().CreateAsync();
        await emulator.StopAsync();
        Assert.All(_ports, port => Assert.False(Answers(port)));

        await emulator.StartAsync(CancellationToken.None);
        Assert.True((await Container().ExistsAsync()).Value);
        await emulator.StopAsync();
    }

    [Fact]
    public async Task The_emulator_that_runs_already_is_used_and_left_running()
    {
        using TcpListener running = new(IPAddress.Loopback, _ports[2]);
        running.Start();
        var emulator = Emulator(Settings());
        await emulator.StartAsync(CancellationToken.None);
        await emulator.StopAsync();
        Assert.Equal("", _output.ToString());
        Assert.True(Answers(_ports[2]));
    }

    [Fact]
    public async Task Nothing_is_started_for_storage_with_a_connection_string()
    {
        var emulator = Emulator(Settings(), "AccountName=mine");
        await emulator.StartAsync(CancellationToken.None);
        Assert.Equal("", _output.ToString());
        Assert.All(_ports, port => Assert.False(Answers(port)));
    }

    [Fact]
    public async Task An_emulator_that_cannot_start_says_why()
    {
        using TcpListener other = new(IPAddress.Loopback, _ports[0]);
        other.Start();
        var failure = await Assert.ThrowsAsync<HostStartException>(() => Emulator(Settings()).StartAsync(CancellationToken.None));
        Assert.Contains("EADDRINUSE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_packages_are_installed_and_a_missing_npm_is_named()
    {
        var settings = Settings() with { Root = _data.Path, NpmCommand = "no-such-npm" };
        var failure = await Assert.ThrowsAsync<HostStartException>(() => Emulator(settings).StartAsync(CancellationToken.None));
        Assert.Contains("'no-such-npm'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_the_emulators_package_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_data.Path, "node_modules"));
        var failure = await Assert.ThrowsAsync<HostStartException>(() => Emulator(Settings() with { Root = _data.Path }).StartAsync(CancellationToken.None));
        Assert.Contains(_data.Path, failure.Message, StringComparison.Ordinal);
    }

    private StorageEmulatorSettings Settings() => StorageEmulatorSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("LocalRuntime:Azurite:BlobPort", $"{_ports[0]}"),
        new("LocalRuntime:Azurite:QueuePort", $"{_ports[1]}"),
        new("LocalRuntime:Azurite:TablePort", $"{_ports[2]}"),
        new("LocalRuntime:Azurite:Root", TestAzurite.RepositoryRoot),
        new("LocalRuntime:Azurite:DataFolder", _data.Path),
    ]).Build());

    private BlobContainerClient Container() => new(
        TestAzurite.ConnectionString.Split("BlobEndpoint=")[0] + $"BlobEndpoint=http://127.0.0.1:{_ports[0]}/devstoreaccount1",
        "kept");

    private StorageEmulator Emulator(StorageEmulatorSettings settings, string storage = HostSettings.DevelopmentStorage)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(HostSettings.StorageSetting, storage)]).Build();
        return new StorageEmulator(new HostSettings(configuration), settings, new HostConsole(_output, TextWriter.Null), TimeProvider.System);
    }

    private static bool Answers(int port)
    {
        try
        {
            using var probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Below the range that systems hand out by themselves, so that no other test gets such a port in the meantime.
    private static int[] FreePorts(int count)
        => [.. Enumerable.Range(20000 + (Environment.ProcessId % 1000 * 10), 10000).Where(port => !Answers(port)).Take(count)];
}
