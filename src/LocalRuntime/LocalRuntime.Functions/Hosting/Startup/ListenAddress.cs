using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>
/// Where Kestrel listens. Taken from the command line alone: PORT and HOST are environment variables of many systems and
/// mean something else there.
/// </summary>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    public const int DefaultPort = 7071;

    private static readonly Dictionary<string, string> Switches = new() { ["-p"] = "port" };

    /// <exception cref="HostStartException">The port or the host is not valid.</exception>
    public static ListenAddress Parse(string[] args)
    {
        var options = new ConfigurationBuilder().AddCommandLine([.. args.SkipWhile(IsUnknownShortSwitch)], Switches).Build();
        return new ListenAddress(ParseHost(options["host"]), ParsePort(options["port"]));
    }

    /// <summary>Found before anything is started, so that a second host does not first start what the one that runs has started.</summary>
    /// <exception cref="HostStartException">The address is taken or not allowed.</exception>
    public void EnsureFree()
    {
        try
        {
            using TcpListener probe = new(Address, Port);
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new HostStartException($"The host cannot listen on {Address}:{Port} ({exception.SocketErrorCode}): end the other program or choose another port with --port.", exception);
        }
    }

    private static bool IsUnknownShortSwitch(string argument) => argument is ['-', not '-', ..] && !Switches.ContainsKey(argument);

    private static int ParsePort(string? text)
    {
        if (text is null)
        {
            return DefaultPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new HostStartException($"--port '{text}' is not a port number (0 for any free one).");
    }

    private static IPAddress ParseHost(string? text) => text switch
    {
        null or "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(text, out var address) => address,
        _ => throw new HostStartException($"--host '{text}' is not an IP address."),
    };
}
