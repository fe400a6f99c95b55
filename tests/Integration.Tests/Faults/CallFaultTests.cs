using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>
/// A kill or an error at every single call that changes the store's files, over twenty events: in a folder that is new, and in one whose last
/// owner was killed.
/// </summary>
[Collection("Faults")]
public sealed class CallFaultTests
{
    private const string Fault = "call";
    private const string Kill = "signal=SIGKILL";
    private const int Events = 20;
    private const int EventsBefore = 5;
    private const int EventsAfter = 3;

    internal static readonly string[] Faults = [Kill, "error=EIO", "error=ENOSPC"];

    private readonly Random _random = FaultPlan.Random(Fault);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_any_failed_call_nothing_acknowledged_is_missing_and_the_store_works(bool existing)
    {
        Tracer.SkipIfMissing();
        var calls = await CountAsync(existing);
        var all = calls.SelectMany(_ => Faults, (call, fault) => (Call: call, Fault: fault)).ToArray();
        _random.Shuffle(all);
        var number = Math.Min(FaultPlan.Number("CALLS", 24), all.Length);
        var (killed, refused, ended) = (0, 0, 0);
        for (var i = 0; i < number; i++)
        {
            try
            {
                switch (await TryOneAsync(existing, all[i].Call, all[i].Fault))
                {
                    case Outcome.Killed:
                        killed++;
                        break;
                    case Outcome.Refused:
                        refused++;
                        break;
                    default:
                        ended++;
                        break;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"{all[i].Fault} at call {all[i].Call.Number} of {all[i].Call.Name}: {exception.Message}");
            }

            FaultPlan.ReportProgress(Fault, i + 1, number, () => "0 violations");
        }

        FaultPlan.Report(
            Fault,
            $"{(existing ? "existing" : "new")} store, {calls.Count} calls: {number} of {all.Length} faults, 0 violations; " +
            $"{killed} killed, {refused} would not open and did later, {ended} went on to the end");
    }

    private static async Task<IReadOnlyList<TracedCall>> CountAsync(bool existing)
    {
        using var folder = new FaultFolder();
        var records = await PrepareAsync(folder, existing);
        var log = Path.Combine(folder.Path, "calls");
        await using var victim = Start(records, Tracer.Counting(records.Store, log, index: !existing));
        Assert.Equal(0, await victim.WaitForExitAsync());
        return Tracer.Read(log);
    }

    private static async Task<Outcome> TryOneAsync(bool existing, TracedCall call, string fault)
    {
        using var folder = new FaultFolder();
        var records = await PrepareAsync(folder, existing);
        int code;
        await using (var victim = Start(records, Tracer.Injecting(records.Store, call, fault, index: !existing)))
        {
            code = await victim.WaitForExitAsync();
            Assert.True(
                fault == Kill ? code == 128 + Signals.Kill : code == 0 || (code == 1 && victim.Text.Contains("Benchmarks: ", StringComparison.Ordinal)),
                $"ended with {code}: {victim.Text}");
        }

        records.Check();
        var acknowledged = records.Acknowledged.Ids().Count;
        Assert.True(code != 0 || acknowledged == (existing ? EventsBefore : 0) + Events, $"ended well with {acknowledged} events");

        await using var later = Victim.Enqueue(records.Store, records.Acknowledged.Path, EventsAfter, batch: 1);
        Assert.True(await later.WaitForExitAsync() == 0, later.Text);
        records.Check();
        Assert.Equal(acknowledged + EventsAfter, records.Acknowledged.Ids().Count);
        return code switch { 0 => Outcome.WentOn, 1 => Outcome.Refused, _ => Outcome.Killed };
    }

    private static Victim Start(FaultRecords records, IReadOnlyList<string> under) => Victim.Enqueue(
        records.Store, records.Acknowledged.Path, Events, batch: 1, new VictimSetting { Under = under, More = ["--retry"] });

    /// <summary>An existing store is one as a kill leaves it: file and log are copied while it is open.</summary>
    private static async Task<FaultRecords> PrepareAsync(FaultFolder folder, bool existing)
    {
        if (existing)
        {
            var living = Path.Combine(folder.Path, "living");
            Directory.CreateDirectory(folder.Store);
            await using var outbox = Outbox.Open(living, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
            using var acknowledged = new AckFile(folder.Ack);
            await new OutboxAppends(outbox, 1, acknowledged).RunAsync(EventsBefore, durations: null, TestContext.Current.CancellationToken);
            foreach (var name in new[] { "outbox.db", "outbox.db-wal" })
            {
                File.Copy(Path.Combine(living, name), Path.Combine(folder.Store, name));
            }
        }

        return new FaultRecords(folder.Store, folder.Ack, consumer: null);
    }

    private enum Outcome
    {
        WentOn,
        Refused,
        Killed,
    }
}
