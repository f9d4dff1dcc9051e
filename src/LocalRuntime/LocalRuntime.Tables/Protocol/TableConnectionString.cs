namespace Azure.Data.Tables.Protocol;

/// <summary>The parts of a storage connection string that concern tables.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential? Key, AzureSasCredential? Signature)
{
    // The emulator's account, the same on every machine and printed in its documentation.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int EmulatorPort = 10002;

    /// <exception cref="FormatException">The text is not a connection string, or says neither where the tables are nor who asks.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);
        return string.Equals(settings.GetValueOrDefault("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase)
            ? Emulator(settings.GetValueOrDefault("DevelopmentStorageProxyUri"))
            : Account(settings);
    }

    private static TableConnectionString Emulator(string? proxy)
    {
        var host = new UriBuilder(proxy ?? "http://127.0.0.1") { Port = EmulatorPort, Path = EmulatorAccount };
        return new TableConnectionString(host.Uri, new TableSharedKeyCredential(EmulatorAccount, EmulatorKey), null);
    }

    private static TableConnectionString Account(Dictionary<string, string> settings)
    {
        var account = settings.GetValueOrDefault("AccountName");
        var key = settings.GetValueOrDefault("AccountKey");
        var signature = settings.GetValueOrDefault("SharedAccessSignature");
        var endpoint = settings.GetValueOrDefault("TableEndpoint") ?? DefaultEndpoint(account, settings);
        if (endpoint is null || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
        {
            throw new FormatException("The connection string names no table endpoint.");
        }

        if (account is not null && key is not null)
        {
            return new TableConnectionString(uri, new TableSharedKeyCredential(account, key), null);
        }

        return signature is not null
            ? new TableConnectionString(uri, null, new AzureSasCredential(signature))
            : throw new FormatException("The connection string has neither account and key nor a shared access signature.");
    }

    private static string? DefaultEndpoint(string? account, Dictionary<string, string> settings) => account is null
        ? null
        : $"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{account}.table.{settings.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net"}";

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Only the first '=' separates: keys and signatures hold more of them.
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0 || !settings.TryAdd(part[..separator].Trim(), part[(separator + 1)..].Trim()))
            {
                throw new FormatException("The connection string must hold settings of the form name=value, each name once.");
            }
        }

        return settings;
    }
}
