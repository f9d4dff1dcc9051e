using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting.Storage;

/// <summary>How the storage emulator is reached and, if nobody answers, started.</summary>
/// <param name="MayStart">Whether the host starts an emulator of its own.</param>
/// <param name="BlobPort">10000 as in <c>UseDevelopmentStorage=true</c>.</param>
/// <param name="QueuePort">10001.</param>
/// <param name="TablePort">10002.</param>
/// <param name="Root">Folder of package.json; null: the nearest above the binaries.</param>
/// <param name="DataFolder">Where the emulator keeps its files; null: <c>.azurite</c> below the root.</param>
/// <param name="NodeCommand">Node.js, as the shell finds it.</param>
/// <param name="NpmCommand">npm, as the shell finds it.</param>
internal sealed record StorageEmulatorSettings(
    bool MayStart,
    int BlobPort,
    int QueuePort,
    int TablePort,
    string? Root,
    string? DataFolder,
    string NodeCommand,
    string NpmCommand)
{
    private const string Section = "LocalRuntime:Azurite:";

    public static StorageEmulatorSettings Read(IConfiguration configuration) => new(
        configuration.GetValue("LocalRuntime:StartAzurite", defaultValue: true),
        configuration.GetValue(Section + "BlobPort", 10000),
        configuration.GetValue(Section + "QueuePort", 10001),
        configuration.GetValue(Section + "TablePort", 10002),
        configuration[Section + "Root"],
        configuration[Section + "DataFolder"],
        configuration[Section + "NodeCommand"] ?? "node",
        configuration[Section + "NpmCommand"] ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm"));

    public IReadOnlyList<int> Ports => [BlobPort, QueuePort, TablePort];
}
