using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class LimitMetricsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_age_of_the_oldest_pending_event_is_running_time()
    {
        var time = new FakeTimeProvider();
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox(time: time))
        {
            Assert.Null(outbox.OldestPendingAge);
            await outbox.AppendAsync();
            time.Advance(TimeSpan.FromHours(2));
            await outbox.AppendAsync();
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(TimeSpan.FromHours(3), outbox.OldestPendingAge);

            outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1));
            Assert.Equal(TimeSpan.FromHours(1), outbox.OldestPendingAge);
        }

        // Ten years in a drawer while the wall clock runs do not count as running time.
        time.Advance(TimeSpan.FromDays(3650));
        await using var again = folder.OpenOutbox(time: time);
        Assert.Equal(TimeSpan.FromHours(1), again.OldestPendingAge);
    }

    [Fact]
    public async Task The_meter_reports_what_the_store_holds_and_does()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider();
        await using var outbox = folder.OpenOutbox(
            new OutboxOptions { MaximumEvents = 32, Gap = GapDrafts.Into([]), ReserveBytes = 0 }, time);
        using var figures = new Listener(outbox);
        for (var i = 0; i < 33; i++)
        {
            await outbox.AppendAsync();
        }

        outbox.SetAside(new EventId(outbox.StoreEpoch, 9), "refused");
        await outbox.FlushAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(90));
        await outbox.FlushAsync(Cancelled);
        figures.Read();

        Assert.Equal(34, figures["outbox.appended"]);
        Assert.Equal(2, figures["outbox.evicted"]);
        Assert.Equal(31, figures["outbox.depth"]);
        Assert.Equal(1, figures["outbox.set_aside"]);
        Assert.Equal(90, figures["outbox.oldest_age"]);
        Assert.Equal(outbox.SizeOnDisk, figures["outbox.size"]);
        Assert.True(figures["outbox.commit.duration"] >= 34, "not every commit was timed");

        OpeningTests.Execute(folder, "ALTER TABLE event RENAME TO elsewhere");
        await Assert.ThrowsAsync<OutboxException>(() => outbox.AppendAsync());
        Assert.Equal(1, figures["outbox.faults"]);
    }

    /// <summary>Sums the measurements of one store's meter only, because other tests run beside this one.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, double> _sums = [];
        private readonly Lock _gate = new();

        public Listener(Outbox.Outbox outbox)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == outbox.Meter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, instrument is Histogram<double> ? 1 : value));
            _listener.Start();
        }

        public double this[string name]
        {
            get
            {
                lock (_gate)
                {
                    return _sums.GetValueOrDefault(name);
                }
            }
        }

        public void Read() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value)
        {
            lock (_gate)
            {
                _sums[instrument.Name] = instrument.IsObservable ? value : _sums.GetValueOrDefault(instrument.Name) + value;
            }
        }
    }
}
