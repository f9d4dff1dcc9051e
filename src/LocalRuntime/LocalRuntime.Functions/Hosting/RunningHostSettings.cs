using System.Text.Json;
using LocalRuntime.Functions.Hosting.Keys;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LocalRuntime.Functions.Hosting;

/// <summary>The host's settings as extensions see them, with what is known only while it runs.</summary>
internal sealed class RunningHostSettings(HostSettings settings, FunctionKeys keys, IServer server) : IHostSettings
{
    public JsonElement HostJson => settings.HostJson;

    public string StorageConnectionString => settings.StorageConnectionString;

    public Uri BaseAddress => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? new Uri(address.Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal).Replace("//[::]:", "//localhost:", StringComparison.Ordinal))
        : throw new InvalidOperationException("The address is known once the host has started.");

    public string SystemKey(string extension) => keys.SystemKey(extension);

    public bool IsSystemKey(string extension, string? presented) => keys.IsSystemKey(extension, presented);
}
