using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A kill or an error at every single call on the store's files while what it holds is delivered and marked.</summary>
[Collection("Faults")]
public sealed class DeliveryCallFaultTests
{
    private const string Fault = "call while delivering";
    private const int Events = 20;

    private readonly Random _random = FaultPlan.Random(Fault);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_any_failed_call_all_events_arrive_once_and_in_order()
    {
        Tracer.SkipIfMissing();
        var log = Path.GetTempFileName();
        IReadOnlyList<TracedCall> calls;
        try
        {
            await DeliverAsync(store => Tracer.Counting(store, log, index: false));
            calls = Tracer.Read(log);
        }
        finally
        {
            File.Delete(log);
        }

        var all = calls.SelectMany(_ => CallFaultTests.Faults, (call, fault) => (Call: call, Fault: fault)).ToArray();
        _random.Shuffle(all);
        var number = Math.Min(FaultPlan.Number("CALLS", 12), all.Length);
        var worst = 0;
        for (var i = 0; i < number; i++)
        {
            var (call, fault) = all[i];
            try
            {
                worst = Math.Max(worst, await DeliverAsync(store => Tracer.Injecting(store, call, fault, index: false)));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"{fault} at call {call.Number} of {call.Name}: {exception.Message}");
            }

            FaultPlan.ReportProgress(Fault, i + 1, number, () => "0 violations");
        }

        FaultPlan.Report(Fault, $"{calls.Count} calls: {number} of {all.Length} faults, 0 violations; {worst} sent again at most after one");
    }

    /// <summary>Delivers a store under a tracer, and then what is left without one.</summary>
    /// <returns>How many events were sent again.</returns>
    private static async Task<int> DeliverAsync(Func<string, IReadOnlyList<string>> under)
    {
        await using var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        await using var consumer = await ReceivedEvents.StartAsync(broker);
        using var folder = new FaultFolder();
        var records = new FaultRecords(folder.Store, folder.Ack, consumer);
        using (var acknowledged = new AckFile(folder.Ack))
        await using (var outbox = Outbox.Open(folder.Store, new OutboxOptions(), TimeProvider.System, NullLogger.Instance))
        {
            await new OutboxAppends(outbox, inFlight: 8, acknowledged).RunAsync(Events, durations: null, Cancelled);
        }

        await using (var victim = Victim.Start(
            new VictimSetting { Under = under(folder.Store) },
            "drain", "--dir", folder.Store, "--port", $"{broker.Port}", "--once"))
        {
            var code = await victim.WaitForExitAsync();
            Assert.True(code is 0 or 1 or 128 + Signals.Kill, $"ended with {code}: {victim.Text}");
        }

        await records.CheckConsumerAsync();
        await records.CheckEndAsync(broker.Port);
        return consumer.Duplicates;
    }
}
