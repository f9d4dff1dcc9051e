using System.Diagnostics;
using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Counts every request to storage, retries included, as metric <c>runfunctions.storage.calls</c> with service and
/// method, and makes a span of it. Budgets in docs/storage-budget.md are asserted on the count. No address is told: it would
/// name what was asked for.
/// </summary>
public sealed class StorageCallPolicy : HttpPipelinePolicy
{
    private static readonly ActivitySource Source = new("RunFunctions.Storage");

    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;

    /// <summary>Counts the same requests by run and class.</summary>
    public StorageMeter Meter { get; } = new();

    public StorageCallPolicy(IMeterFactory meters)
    {
        var meter = meters.Create("RunFunctions.Storage");
        _calls = meter.CreateCounter<long>("runfunctions.storage.calls", "{call}", "Requests sent to table and blob storage.");
        _duration = meter.CreateHistogram<double>("runfunctions.storage.duration", "ms", "Time to the response headers.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var call = new Call(this, message);
        ProcessNext(message, pipeline);
        call.Answered();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var call = new Call(this, message);
        await ProcessNextAsync(message, pipeline);
        call.Answered();
    }

    /// <summary>One request: counted whether it is answered or not.</summary>
    private sealed class Call : IDisposable
    {
        private readonly StorageCallPolicy _policy;
        private readonly HttpMessage _message;
        private readonly string _service;
        private readonly Activity? _span;
        private readonly long _started = Stopwatch.GetTimestamp();
        private int? _status;

        public Call(StorageCallPolicy policy, HttpMessage message)
        {
            _policy = policy;
            _message = message;
            _service = message.Request.Headers.TryGetValue("DataServiceVersion", out _) ? "table" : "blob";
            _span = Source.StartActivity($"{_service} {message.Request.Method.Method}", ActivityKind.Client);
        }

        public void Answered() => _status = _message.Response.Status;

        public void Dispose()
        {
            var method = _message.Request.Method.Method;
            var tags = new TagList { { "service", _service }, { "method", method } };
            _policy._calls.Add(1, tags);
            _policy.Meter.Count(_service == "table" ? TableOperation(_message.Request) : BlobOperation(_message.Request));
            _policy._duration.Record(Stopwatch.GetElapsedTime(_started).TotalMilliseconds, tags);
            _span?.SetTag("service", _service).SetTag("http.request.method", method).SetTag("http.response.status_code", _status);
            if (_status is null or >= 500)
            {
                _span?.SetStatus(ActivityStatusCode.Error);
            }

            _span?.Dispose();
        }
    }

    private static string TableOperation(Request request) =>
        request.Method == RequestMethod.Get ? request.Uri.Path.EndsWith(')') && !request.Uri.Path.EndsWith("()", StringComparison.Ordinal) ? StorageOperations.TableRead : StorageOperations.TableQuery
        : request.Method == RequestMethod.Delete ? StorageOperations.TableDelete
        : request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) ? StorageOperations.TableTransaction
        : StorageOperations.TableWrite;

    private static string BlobOperation(Request request) =>
        request.Method == RequestMethod.Get ? StorageOperations.BlobRead
        : request.Method == RequestMethod.Put ? StorageOperations.BlobWrite
        : request.Method == RequestMethod.Delete ? StorageOperations.BlobDelete
        : StorageOperations.BlobOther;
}
