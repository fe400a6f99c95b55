using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Reports;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Benchmarks.Links;

/// <summary>The product's delivery at work on a store, watched until it has run empty.</summary>
internal sealed class Drain : IAsyncDisposable
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(1);

    private readonly Outbox _outbox;
    private readonly TelemetryService _service;
    private readonly CancellationTokenSource _stop = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Task _running;
    private long _connected;

    /// <summary>Starts delivery; it connects at once and ends when disposed.</summary>
    public Drain(Outbox outbox, string device, int port, int window, Action<TelemetryOptions>? configure = null)
    {
        _outbox = outbox;
        var options = BenchmarkDevice.Options(device, port, window);
        configure?.Invoke(options);
        _service = new TelemetryService(outbox, options, TimeProvider.System, new Random(Environment.ProcessId), NullLogger.Instance);
        _running = Task.Run(() => _service.RunAsync(_stop.Token));
    }

    /// <summary>How delivery stands.</summary>
    public TelemetrySnapshot Snapshot => _service.Snapshot;

    /// <summary>Events that the broker has acknowledged.</summary>
    public long Delivered => _service.Snapshot.Delivered;

    /// <summary>True when nothing is left to deliver.</summary>
    public bool IsEmpty => _outbox.Depth == 0;

    /// <summary>The most memory seen so far while waiting.</summary>
    public MemoryUse Peak { get; private set; } = MemoryUse.Now();

    /// <summary>From the start of the service until its session stands, in seconds.</summary>
    public double SecondsToConnect { get; private set; }

    /// <summary>From then until the first acknowledgement, in seconds.</summary>
    public double SecondsToFirst { get; private set; }

    /// <summary>Since the session stands, in seconds.</summary>
    public double SecondsConnected => Stopwatch.GetElapsedTime(_connected).TotalSeconds;

    /// <summary>Waits for the session and the first acknowledgement; with nothing to deliver for the session alone.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await UntilAsync(() => _service.Snapshot is { Connected: true } or { Delivered: > 0 }, cancellationToken);
        _connected = Stopwatch.GetTimestamp();
        SecondsToConnect = Stopwatch.GetElapsedTime(_started, _connected).TotalSeconds;
        await UntilAsync(() => Delivered > 0 || IsEmpty, cancellationToken);
        SecondsToFirst = SecondsConnected;
    }

    /// <summary>Waits until the queue is empty, or so many events are delivered, and the marks of them are on disk.</summary>
    /// <returns>Seconds since the session stands, the marks not included.</returns>
    public async Task<double> RunEmptyAsync(long count, CancellationToken cancellationToken)
    {
        await UntilAsync(() => count > 0 ? Delivered >= count : IsEmpty, cancellationToken);
        var seconds = SecondsConnected;
        await _outbox.FlushAsync(cancellationToken);
        return seconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _service.Dispose();
        _stop.Dispose();
    }

    private async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            Peak = Peak.OrMore(MemoryUse.Now());
            await Task.WhenAny(_running, Task.Delay(Watch, TimeProvider.System, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (_running.IsFaulted)
            {
                await _running;
            }
        }
    }
}
