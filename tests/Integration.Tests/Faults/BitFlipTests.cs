using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>
/// One flipped bit in the files of a store that no process holds. The store must open, nothing altered may be delivered, every lost event must
/// be reported by a gap, and no event ID may be used twice.
/// </summary>
[Collection("Faults")]
public sealed partial class BitFlipTests
{
    private const string Fault = "flip";
    private const int MostShown = 12;
    private const int PageRows = 64;
    private const int MostPasses = 20;
    private const int MostAttempts = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task For_any_flipped_bit_nothing_altered_is_delivered_and_every_loss_is_reported(bool killed)
    {
        var random = FaultPlan.Random(Fault);
        using var store = await FlippedStore.MakeAsync(killed);
        var flips = FaultPlan.Number("FLIPS", 100) / 2;
        var violations = new List<string>();
        var (harmless, reported, replaced) = (0, 0, 0);
        for (var flip = 1; flip <= flips; flip++)
        {
            var (folder, where) = store.Flip(random);
            var gaps = new List<StoreGap>();
            try
            {
                await Task.Run(() => DeliverAsync(store.Epoch, folder, gaps), Cancelled).WaitAsync(Limit, TimeProvider.System, Cancelled);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                violations.Add($"{where}: {exception.Message.ReplaceLineEndings(" ")}");
            }

            harmless += gaps.Count == 0 ? 1 : 0;
            replaced += gaps.Exists(static gap => gap.Cause == GapCause.Replaced) ? 1 : 0;
            reported += gaps.Exists(static gap => gap.Cause == GapCause.Damaged) ? 1 : 0;
            FaultPlan.ReportProgress(Fault, flip, flips, () => $"{violations.Count} violations");
        }

        FaultPlan.Report(
            Fault,
            $"{flips} flips of a store that was {(killed ? "killed" : "closed")}, {store.Length} bytes: {violations.Count} violations; " +
            $"{harmless - violations.Count} harmless, {reported} rows reported as damaged, {replaced} files replaced");
        Assert.True(violations.Count == 0, $"{violations.Count} of {flips}:\n" + string.Join('\n', Summarise(violations)));
    }

    /// <summary>One line for each kind of violation: how many, and the first of them.</summary>
    private static IEnumerable<string> Summarise(IEnumerable<string> violations) => violations
        .GroupBy(static one => Detail().Replace(one[(one.IndexOf(": ", StringComparison.Ordinal) + 2)..], "#"), StringComparer.Ordinal)
        .OrderByDescending(static kind => kind.Count())
        .Take(MostShown)
        .Select(static kind => $"{kind.Count()} times: {kind.First()}");

    [GeneratedRegex(@"'[^']*'|[0-9a-f]{8,}-|\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Detail();

    private static async Task DeliverAsync(string epoch, string folder, List<StoreGap> gaps)
    {
        var options = new OutboxOptions
        {
            Gap = gap =>
            {
                gaps.Add(gap);
                return FlippedStore.Report(gap);
            },
        };
        var delivered = new HashSet<long>();
        await using var outbox = Outbox.Open(folder, options, TimeProvider.System, NullLogger.Instance);
        var fresh = await AgainAsync(
            outbox, () => outbox.AppendAsync("evt/clock", EventClass.DropOff, static _ => "{}"u8.ToArray(), Cancelled));
        Assert.True(fresh.StoreEpoch != epoch || fresh.Sequence > FlippedStore.Events, $"the name {fresh} is given twice");

        // Damage that is found during delivery is reported by its own event, with the next commit.
        var passes = 0;
        do
        {
            Assert.True(++passes <= MostPasses, "there is always something left to deliver");
        }
        while (await AgainAsync(outbox, async () =>
        {
            DeliverPending(epoch, outbox, delivered);
            await outbox.FlushAsync(Cancelled);
            return outbox.ReadPending(0, 1).Count > 0;
        }));
        Assert.True(outbox.Depth == 0, $"the depth stays {outbox.Depth} although nothing is left to read");
        var silent = Enumerable.Range(FlippedStore.Delivered + 1, FlippedStore.Events - FlippedStore.Delivered)
            .Where(number => !delivered.Contains(number) && !gaps.Exists(gap => Covers(gap, epoch, number)))
            .ToList();
        Assert.True(silent.Count == 0, $"{silent.Count} events, the first {silent.FirstOrDefault()}, are neither delivered nor reported");
    }

    /// <summary>
    /// Damage in a page that opening does not read is found by its first reader. The reader gets an error, the store replaces its file, and the reader tries again,
    /// as delivery and the station do.
    /// </summary>
    private static async Task<T> AgainAsync<T>(Outbox outbox, Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (OutboxException exception) when (exception.Kind == OutboxFailure.Corrupt && attempt <= MostAttempts)
            {
                await outbox.ProbeAsync(Cancelled).ContinueWith(
                    static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private static void DeliverPending(string epoch, Outbox outbox, HashSet<long> delivered)
    {
        var cursor = 0L;
        while (outbox.ReadPending(cursor, PageRows) is { Count: > 0 } page)
        {
            Assert.True(page[0].Id.Sequence > cursor, $"{page[0].Id} comes after number {cursor} was asked for");
            foreach (var stored in page)
            {
                cursor = stored.Id.Sequence;
                outbox.MarkDelivered(stored.Id);
                if (stored.Topic == "evt/dropoff")
                {
                    Assert.True(
                        stored.Id.StoreEpoch == epoch && cursor is > 0 and <= FlippedStore.Events && stored.Class == EventClass.DropOff
                        && stored.Payload.Span.SequenceEqual(Payload.Create(cursor - 1)),
                        $"{stored.Id} is delivered altered");

                    // The same event again with its own ID does no harm.
                    delivered.Add(cursor);
                }
                else
                {
                    Assert.True(stored.Topic is "evt/gap" or "evt/clock", $"{stored.Id} is delivered under {stored.Topic}");
                }
            }
        }
    }

    private static bool Covers(StoreGap gap, string epoch, long number) =>
        (gap.StoreEpoch is null || gap.StoreEpoch == epoch) && (gap.From ?? 0) <= number && (gap.To ?? long.MaxValue) >= number;
}
