using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A kill or an error at every single call that changes the store's files while a new epoch begins: all of it is on disk, or nothing.</summary>
[Collection("Faults")]
public sealed class EpochFaultTests
{
    private const string Fault = "epoch";
    private const string Kill = "signal=SIGKILL";

    // More than one page of rows of the transaction.
    private const int Events = 300;

    private readonly Random _random = FaultPlan.Random(Fault);

    [Fact]
    public async Task After_any_failed_call_every_event_is_there_once_under_one_id()
    {
        Tracer.SkipIfMissing();
        using var original = new FaultFolder();
        await PrepareAsync(original);
        var calls = await CountAsync(original);
        var all = calls.SelectMany(_ => CallFaultTests.Faults, (call, fault) => (Call: call, Fault: fault)).ToArray();
        _random.Shuffle(all);
        var number = Math.Min(FaultPlan.Number("CALLS", 12), all.Length);
        var (before, after) = (0, 0);
        for (var i = 0; i < number; i++)
        {
            try
            {
                _ = await TryOneAsync(original, all[i].Call, all[i].Fault) ? after++ : before++;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"{all[i].Fault} at call {all[i].Call.Number} of {all[i].Call.Name}: {exception.Message}");
            }

            FaultPlan.ReportProgress(Fault, i + 1, number, () => "0 violations");
        }

        FaultPlan.Report(Fault, $"{calls.Count} calls: {number} of {all.Length} faults, 0 violations; {before} left the old epoch, {after} the new one");
    }

    private static async Task<IReadOnlyList<TracedCall>> CountAsync(FaultFolder original)
    {
        using var folder = Copy(original);
        var log = Path.Combine(folder.Path, "calls");
        await using var victim = Start(folder, Tracer.Counting(folder.Store, log, index: false));
        Assert.True(await victim.WaitForExitAsync() == 0, victim.Text);
        Assert.True(IsMoved(folder), "no new epoch: nothing is tested");
        return Tracer.Read(log);
    }

    /// <returns>True when the new epoch was on disk after the fault.</returns>
    private static async Task<bool> TryOneAsync(FaultFolder original, TracedCall call, string fault)
    {
        using var folder = Copy(original);
        int code;
        await using (var victim = Start(folder, Tracer.Injecting(folder.Store, call, fault, index: false)))
        {
            code = await victim.WaitForExitAsync();
            Assert.True(
                fault == Kill ? code == 128 + Signals.Kill : code == 0 || (code == 1 && victim.Text.Contains("Benchmarks: ", StringComparison.Ordinal)),
                $"ended with {code}: {victim.Text}");
        }

        var moved = IsMoved(folder);
        Assert.True(moved || !new AcknowledgedEvents(folder.Ack).Ids().Contains(0), "it was called durable, and is not");

        await using var later = Start(folder, []);
        Assert.True(await later.WaitForExitAsync() == 0, later.Text);
        Assert.True(IsMoved(folder), "a later run has begun no epoch");
        return moved;
    }

    /// <summary>Reads the store as <c>events list</c> does, and checks it: each event is there once, in order, all of them in one epoch.</summary>
    /// <returns>True when they have new ids.</returns>
    private static bool IsMoved(FaultFolder folder)
    {
        using var reader = OutboxReader.Open(folder.Store);
        var damaged = new List<DamagedRow>();
        var stored = reader.List(new OutboxQuery { Limit = 10 * Events }, damaged);
        Assert.Empty(damaged);
        var drops = stored.Where(one => one.Topic != "evt/gap").ToList();
        Assert.Equal(Events, drops.Count);
        for (var i = 0; i < Events; i++)
        {
            Assert.True(drops[i].Payload.Span.SequenceEqual(Payload.Create(i)), $"{drops[i].Id} has other bytes than were appended");
            Assert.Equal((new EventId(drops[0].Id.StoreEpoch, i + 1), EventState.Pending), (drops[i].Id, drops[i].State));
        }

        var gaps = stored.Count - drops.Count;

        // Unsent events keep their numbers; what names them is no longer the epoch in which new ones are given.
        Assert.Equal(gaps == 0, drops[0].Id.StoreEpoch == reader.StoreEpoch);
        return gaps > 0;
    }

    private static Victim Start(FaultFolder folder, IReadOnlyList<string> under) => Victim.Start(
        new VictimSetting { Under = under, More = ["--retry"] }, "epoch", "--dir", folder.Store, "--ack", folder.Ack);

    /// <summary>A store as a kill leaves it: file and log are copied while it is open.</summary>
    private static async Task PrepareAsync(FaultFolder folder)
    {
        var living = Path.Combine(folder.Path, "living");
        Directory.CreateDirectory(folder.Store);
        await using var outbox = Outbox.Open(living, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        await new OutboxAppends(outbox, 32).RunAsync(Events, durations: null, TestContext.Current.CancellationToken);
        foreach (var name in new[] { "outbox.db", "outbox.db-wal" })
        {
            File.Copy(Path.Combine(living, name), Path.Combine(folder.Store, name));
        }
    }

    private static FaultFolder Copy(FaultFolder original)
    {
        var copy = new FaultFolder();
        Directory.CreateDirectory(copy.Store);
        foreach (var file in Directory.GetFiles(original.Store))
        {
            File.Copy(file, Path.Combine(copy.Store, Path.GetFileName(file)));
        }

        return copy;
    }
}
