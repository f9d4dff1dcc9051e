using System.Diagnostics;
using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Counts every request to storage, retries included, as metric <c>runfunctions.storage.calls</c> with service and
/// method. Budgets in docs/storage-budget.md are asserted on it.
/// </summary>
public sealed class StorageCallPolicy : HttpPipelinePolicy
{
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
        var started = Stopwatch.GetTimestamp();
        ProcessNext(message, pipeline);
        Record(message, started);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        await ProcessNextAsync(message, pipeline);
        Record(message, started);
    }

    private void Record(HttpMessage message, long started)
    {
        var isTable = message.Request.Headers.TryGetValue("DataServiceVersion", out _);
        Meter.Count(isTable ? TableOperation(message.Request) : BlobOperation(message.Request));
        var tags = new TagList { { "service", isTable ? "table" : "blob" }, { "method", message.Request.Method.Method } };
        _calls.Add(1, tags);
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, tags);
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
