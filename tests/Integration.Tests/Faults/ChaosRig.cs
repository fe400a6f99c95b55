using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Links;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using StationAgent.Testing.Mqtt;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>Outbox, delivery, a proxy that does harm, a real broker, a consumer: each test's own.</summary>
internal sealed class ChaosRig : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly FaultFolder _folder = new();
    private readonly AckFile _acknowledged;
    private readonly OutboxAppends _appends;
    private Drain? _drain;

    private ChaosRig(Mosquitto broker, ReceivedEvents consumer)
    {
        Broker = broker;
        Consumer = consumer;
        Proxy = new ChaosProxy(broker.Port);
        _acknowledged = new AckFile(_folder.Ack);
        Outbox = Outbox.Open(_folder.Store, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        _appends = new OutboxAppends(Outbox, inFlight: 8, _acknowledged);
        Records = new FaultRecords(_folder.Store, _folder.Ack, consumer);
    }

    public Mosquitto Broker { get; }

    public ReceivedEvents Consumer { get; }

    public ChaosProxy Proxy { get; }

    public Outbox Outbox { get; }

    public FaultRecords Records { get; }

    public Drain Drain => _drain!;

    public static async Task<ChaosRig> StartAsync()
    {
        var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        return new ChaosRig(broker, await ReceivedEvents.StartAsync(broker));
    }

    public Task AppendAsync(int count) => _appends.RunAsync(count, durations: null, TestContext.Current.CancellationToken);

    /// <summary>Starts delivery through the proxy; reconnects come quickly.</summary>
    public void Deliver(int window = 32, Action<TelemetryOptions>? configure = null) =>
        _drain = new Drain(Outbox, "benchmark-1", Proxy.Port, window, options =>
        {
            options.Reconnect = new ReconnectOptions { Base = TimeSpan.FromMilliseconds(10), Maximum = TimeSpan.FromMilliseconds(50) };
            configure?.Invoke(options);
        });

    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Limit, $"waited in vain for {what}; {Consumer.Count} events received, {_drain?.Snapshot}");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_drain is not null)
        {
            await _drain.DisposeAsync();
        }

        await Outbox.DisposeAsync();
        _acknowledged.Dispose();
        await Proxy.DisposeAsync();
        await Consumer.DisposeAsync();
        await Broker.DisposeAsync();
        _folder.Dispose();
    }
}
