using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Tests.Contracts;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>Trouble of the store becomes an alarm with a cause of its own.</summary>
public sealed class TroubleAlarmsTests : IDisposable
{
    private static readonly EventSource Source = new(
        new DeviceIdentity("s", "d"), PlatformKind.Tray, new ModelData("m", "1", new string('0', 64)), Samples.NoCarbon, TimeSpan.FromSeconds(5));

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(StoreTroubleKind.RowDamaged, "stored_event_damaged")]
    [InlineData(StoreTroubleKind.Evicted, "events_evicted")]
    [InlineData(StoreTroubleKind.Replaced, "store_replaced")]
    [InlineData(StoreTroubleKind.Restored, "store_restored")]
    public async Task Every_kind_has_its_cause(StoreTroubleKind kind, string cause)
    {
        var events = new EventFactory(Source, new ClockSource(TimeProvider.System, "boot", static () => (ClockQuality.Unknown, null)));
        await using var outbox = Outbox.Open(_folder, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        outbox.Appended += (_, _) => stored.TrySetResult();
        var alarms = new TroubleAlarms();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var limiter = new AlarmLimiter(new EventCommitter(outbox, events), TimeProvider.System, NullLogger<AlarmLimiter>.Instance);

        alarms.Take(new StoreTrouble(kind, "What happened."));
        var running = alarms.RunAsync(limiter, end.Token);
        await stored.Task.WaitAsync(TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await running;

        Assert.True(ReceivedEvent.TryParse(outbox.ReadPending(0, 1)[0].Payload.Span, out var alarm, out _));
        Assert.Equal((cause, "What happened."), (alarm.Envelope.Data.GetProperty("cause").GetString(), alarm.Envelope.Data.GetProperty("detail").GetString()));
    }
}
