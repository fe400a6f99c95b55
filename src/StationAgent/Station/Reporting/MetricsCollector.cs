using System.Diagnostics.Metrics;

namespace StationAgent.Station.Reporting;

/// <summary>
/// The latest figures of the agent's meters: sums of counters since the start, present values of gauges, and of histograms the count, mean and
/// maximum since the last reading. There is one figure for each name; tags are not distinguished. All members may be called from any thread.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Spread> _spreads = new(StringComparer.Ordinal);

    /// <summary>Creates a collector that listens from now on.</summary>
    /// <param name="prefix">What the names of the meters begin with.</param>
    public MetricsCollector(string prefix)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Take(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Take(instrument, value));
        _listener.Start();
    }

    /// <summary>Reads all figures by name.</summary>
    public SortedDictionary<string, double> Read()
    {
        _listener.RecordObservableInstruments();
        lock (_gate)
        {
            var all = new SortedDictionary<string, double>(_values, StringComparer.Ordinal);
            foreach (var (name, spread) in _spreads)
            {
                all[$"{name}.count"] = spread.Count;
                all[$"{name}.mean"] = spread.Sum / spread.Count;
                all[$"{name}.max"] = spread.Maximum;
            }

            _spreads.Clear();
            return all;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value)
    {
        lock (_gate)
        {
            switch (instrument)
            {
                case Counter<long> or Counter<int> or Counter<double>:
                    _values[instrument.Name] = _values.GetValueOrDefault(instrument.Name) + value;
                    break;
                case Histogram<double> or Histogram<long> or Histogram<int>:
                    var spread = _spreads.GetValueOrDefault(instrument.Name);
                    _spreads[instrument.Name] = new Spread(spread.Count + 1, spread.Sum + value, Math.Max(spread.Maximum, value));
                    break;
                default:
                    _values[instrument.Name] = value;
                    break;
            }
        }
    }

    private readonly record struct Spread(long Count, double Sum, double Maximum);
}
