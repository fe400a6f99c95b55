using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Links;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A broker that is away for long.</summary>
[Collection("Faults")]
public sealed class OutageTests
{
    private const string Fault = "outage";
    private const string Device = "benchmark-1";
    private const int Window = 64;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_stored_during_an_outage_arrive_once_and_in_order()
    {
        await using var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        await using var consumer = await ReceivedEvents.StartAsync(broker);
        using var folder = new FaultFolder();
        var records = new FaultRecords(folder.Store, folder.Ack, consumer);
        var events = FaultPlan.Number("OUTAGE_EVENTS", 5_000);
        using (var acknowledged = new AckFile(folder.Ack))
        await using (var outbox = Outbox.Open(folder.Store, new OutboxOptions(), TimeProvider.System, NullLogger.Instance))
        await using (var drain = new Drain(outbox, Device, broker.Port, Window))
        {
            await drain.ConnectAsync(Cancelled);
            await broker.StopAsync();
            await new OutboxAppends(outbox, inFlight: 256, acknowledged).RunAsync(events, durations: null, Cancelled);
            Assert.Equal(events, outbox.Depth);
            await broker.StartAgainAsync();
            await consumer.WaitForAsync(events);
            await consumer.UntilAsync(() => drain.IsEmpty, "the last acknowledgement");
        }

        var stored = records.Check();
        Assert.Equal((events, events), (stored.Count, stored.Delivered));
        Assert.Equal((events, 0), (consumer.Count, consumer.Duplicates));
        FaultPlan.Report(Fault, $"{events} events appended while the broker was away: 0 lost, 0 duplicates, 0 out of order");
    }
}
