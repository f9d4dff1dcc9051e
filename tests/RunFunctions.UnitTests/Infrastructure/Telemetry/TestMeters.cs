using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace RunFunctions.UnitTests.Infrastructure.Telemetry;

/// <param name="Instrument">Name of the instrument.</param>
/// <param name="Value">What was recorded.</param>
/// <param name="Tags">Tags as <c>name=value</c>, in order of names.</param>
internal sealed record Measured(string Instrument, double Value, string Tags);

/// <summary>Meters of a test's own, with everything that is recorded in them.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, bool> _instruments = new();
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly IMeterFactory _factory;

    public TestMeters()
    {
        _factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _factory)
            {
                _instruments[instrument] = true;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyCollection<Instrument> Instruments => [.. _instruments.Keys];

    public IReadOnlyList<Measured> Measured => [.. _measured];

    public Meter Create(MeterOptions options) => _factory.Create(options.Name);

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _measured.Enqueue(new Measured(
        instrument.Name, value, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))));
}
