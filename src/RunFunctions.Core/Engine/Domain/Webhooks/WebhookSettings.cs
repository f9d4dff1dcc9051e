using System.Globalization;
using System.Net;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>Settings of section <c>Webhooks</c>.</summary>
public sealed record WebhookSettings
{
    private const int MaxDelays = 7;

    /// <summary>How long after each failed attempt the next one is due, separated by commas, at most 7; after the last comes none.</summary>
    public string RetryDelays { get; init; } = "00:00:05,00:00:30,00:02:00,00:10:00,01:00:00,06:00:00";

    /// <summary>How long an attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Networks in CIDR notation, separated by commas, that may be called although they are not public; none by default.</summary>
    public string AllowedAddresses { get; init; } = "";

    /// <summary>Whether addresses may begin with <c>http:</c>; for tests and local use.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>How often each instance looks for webhooks that changed elsewhere and deliveries that are due.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long deliveries that arrived are kept, from their event on.</summary>
    public TimeSpan DeliveredRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long deliveries are kept that were given up, from their event on.</summary>
    public TimeSpan DeadRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary><see cref="RetryDelays"/>, read.</summary>
    /// <exception cref="FormatException">It is no list of at most 7 times.</exception>
    public IReadOnlyList<TimeSpan> ReadDelays()
    {
        var delays = Split(RetryDelays).Select(text => TimeSpan.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return delays.Length <= MaxDelays ? delays : throw new FormatException($"Setting Webhooks:RetryDelays has more than {MaxDelays} times.");
    }

    /// <summary><see cref="AllowedAddresses"/>, read.</summary>
    /// <exception cref="FormatException">It is no list of networks.</exception>
    public IReadOnlyList<IPNetwork> ReadAllowed() => [.. Split(AllowedAddresses).Select(text => IPNetwork.Parse(text))];

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
