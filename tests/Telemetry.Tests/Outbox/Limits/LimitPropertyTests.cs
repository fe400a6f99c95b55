using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Random appends, deliveries and limits: every number is accounted for, and no drop-off is lost silently.</summary>
public sealed class LimitPropertyTests
{
    private enum Act
    {
        DropOff,
        Alarm,
        Record,
        Deliver,
        SetAside,
        Flush,
        Hours,
        Reopen,
    }

    private static readonly Gen<(Act What, int Amount)> Acts = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(Act.DropOff)),
            (3, Gen.Const(Act.Alarm)),
            (1, Gen.Const(Act.Record)),
            (4, Gen.Const(Act.Deliver)),
            (2, Gen.Const(Act.SetAside)),
            (2, Gen.Const(Act.Flush)),
            (2, Gen.Const(Act.Hours)),
            (1, Gen.Const(Act.Reopen))),
        Gen.Int[1, 30]);

    [Fact]
    public void Every_number_is_accounted_for_and_every_lost_drop_off_lies_in_a_gap() => Gen.Select(
            Acts.Array[1, 60], Gen.Int[3, 60], Gen.Int[1, 48], Gen.Int[0, 48])
        .Sample((acts, limit, kept, age) => RunAsync(acts, limit, kept, age).GetAwaiter().GetResult(), iter: 50, threads: 1);

    private static async Task RunAsync((Act What, int Amount)[] acts, int limit, int keptHours, int ageHours)
    {
        using var folder = new TemporaryFolder();
        var model = new Model();
        var time = new FakeTimeProvider();
        var options = new OutboxOptions
        {
            MaximumEvents = limit,
            RetainDelivered = TimeSpan.FromHours(keptHours),
            MaximumAge = TimeSpan.FromHours(ageHours),
            Gap = model.Gap,
        };
        var outbox = folder.OpenOutbox(options, time);
        try
        {
            foreach (var (what, amount) in acts)
            {
                if (what == Act.Reopen)
                {
                    var before = (outbox.Depth, outbox.SetAsideCount, outbox.LastSequence);
                    await outbox.DisposeAsync();
                    outbox = folder.OpenOutbox(options, time);
                    Assert.Equal(before, (outbox.Depth, outbox.SetAsideCount, outbox.LastSequence));
                }
                else
                {
                    await DoAsync(outbox, what, amount, time, model);
                }

                await outbox.FlushAsync(TestContext.Current.CancellationToken);
                StoreScan.Of(folder.File).AssertSame(outbox.Figures);
                model.AssertAccountedFor(folder);
            }
        }
        finally
        {
            await outbox.DisposeAsync();
        }
    }

    private static async Task DoAsync(Outbox.Outbox outbox, Act what, int amount, FakeTimeProvider time, Model model)
    {
        switch (what)
        {
            case Act.DropOff:
                await model.AppendAsync(outbox, EventClass.DropOff, amount);
                break;
            case Act.Alarm:
                await model.AppendAsync(outbox, EventClass.Alarm, amount);
                break;
            case Act.Record:
                await model.AppendAsync(outbox, EventClass.Record, 1);
                break;
            case Act.Deliver:
                foreach (var stored in outbox.ReadPending(0, amount))
                {
                    outbox.MarkDelivered(stored.Id);
                    model.Delivered.Add(stored.Id.Sequence);
                }

                break;
            case Act.SetAside:
                // In the middle, so that rows stay between ranges.
                foreach (var stored in outbox.ReadPending(amount, 2))
                {
                    outbox.SetAside(stored.Id, "refused");
                }

                break;
            case Act.Hours:
                time.Advance(TimeSpan.FromHours(amount));
                break;
            default:
                break;
        }
    }

    private sealed class Model
    {
        private readonly Dictionary<long, EventClass> _stored = [];
        private readonly List<StoreGap> _gaps = [];

        public HashSet<long> Delivered { get; } = [];

        public EventDraft Gap(StoreGap gap) => new("evt/gap", EventClass.Record, id =>
        {
            _gaps.Add(gap);
            _stored[id.Sequence] = EventClass.Record;
            return [1];
        });

        public async Task AppendAsync(Outbox.Outbox outbox, EventClass @class, int count)
        {
            // All at once, so that several share a transaction.
            var appends = Enumerable.Range(0, count)
                .Select(_ => outbox.AppendAsync("evt/" + @class.ToString().ToLower(CultureInfo.InvariantCulture), @class)).ToList();
            foreach (var append in appends)
            {
                try
                {
                    _stored[(await append).Sequence] = @class;
                }
                catch (OutboxException exception) when (exception.Kind == OutboxFailure.Full)
                {
                    // The store holds nothing that may be removed.
                }
            }
        }

        public void AssertAccountedFor(TemporaryFolder folder)
        {
            using var reader = OutboxReader.Open(folder.Path);
            var left = reader.List(new OutboxQuery { Limit = 10_000 }).ToDictionary(stored => stored.Id.Sequence);
            foreach (var (number, @class) in _stored)
            {
                if (left.ContainsKey(number) || Delivered.Contains(number))
                {
                    continue;
                }

                Assert.NotEqual(EventClass.Record, @class);
                if (@class == EventClass.DropOff)
                {
                    Assert.Contains(_gaps, gap => gap.Cause == GapCause.Evicted && gap.From <= number && number <= gap.To);
                }
            }
        }
    }
}
