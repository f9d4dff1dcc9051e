using System.Net;
using System.Net.Sockets;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>
/// The emulator behind two doors that can fall silent: connections stay open and are accepted, and no byte comes back. That is
/// what a network that drops packets looks like.
/// </summary>
internal sealed class SilentableStorage : IDisposable
{
    private readonly Door _tables;
    private readonly Door _blobs;

    public SilentableStorage()
    {
        var parts = TestAzurite.ConnectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        _tables = new Door(new Uri(parts["TableEndpoint"]));
        _blobs = new Door(new Uri(parts["BlobEndpoint"]));
        parts["TableEndpoint"] = _tables.Address.ToString();
        parts["BlobEndpoint"] = _blobs.Address.ToString();
        ConnectionString = string.Join(';', parts.Select(part => $"{part.Key}={part.Value}"));
    }

    public string ConnectionString { get; }

    /// <summary>From now on tables do not answer.</summary>
    public void SilenceTables() => _tables.Silence();

    /// <summary>Tables answer again; connections that were silent break.</summary>
    public void LetTablesAnswer() => _tables.Answer();

    public void Dispose()
    {
        _tables.Dispose();
        _blobs.Dispose();
    }

    private sealed class Door : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _closed = new();
        private readonly Uri _behind;
        private volatile bool _isSilent;
        private CancellationTokenSource _connections = new();

        public Door(Uri behind)
        {
            _behind = behind;
            _listener.Start();
            Address = new UriBuilder(behind) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
            _ = AcceptAsync();
        }

        public Uri Address { get; }

        public void Silence() => _isSilent = true;

        public void Answer()
        {
            _isSilent = false;
            using var silenced = Interlocked.Exchange(ref _connections, new CancellationTokenSource());
            silenced.Cancel();
        }

        public void Dispose()
        {
            _closed.Cancel();
            _listener.Dispose();
            _connections.Cancel();
            _connections.Dispose();
            _closed.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
                }
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient caller)
        {
            try
            {
                using (caller)
                using (var storage = new TcpClient())
                {
                    var open = _connections.Token;
                    await storage.ConnectAsync(_behind.Host, _behind.Port, open);
                    await Task.WhenAny(PumpAsync(caller.GetStream(), storage.GetStream(), open), PumpAsync(storage.GetStream(), caller.GetStream(), open));
                }
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // One of the two has hung up.
            }
        }

        private async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken open)
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await from.ReadAsync(buffer, open)) > 0)
            {
                if (!_isSilent)
                {
                    await to.WriteAsync(buffer.AsMemory(0, read), open);
                }
            }
        }
    }
}
