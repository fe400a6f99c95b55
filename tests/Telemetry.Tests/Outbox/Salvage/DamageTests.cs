using CsCheck;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class DamageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("payload = x'00'")]
    [InlineData("topic = 'evt/alarm'")]
    [InlineData("class = 0")]
    [InlineData("recorded = recorded + 1")]
    [InlineData("recorded = 9223372036854775807")]
    [InlineData("age = age + 1")]
    [InlineData("seal = seal + 1")]
    public async Task An_altered_row_is_set_aside_reported_once_and_never_delivered(string change)
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AppendManyAsync(3);
        }

        OpeningTests.Execute(folder, $"UPDATE event SET {change} WHERE sequence = 2");
        var reported = new List<StoreTrouble>();
        var gaps = new List<StoreGap>();
        var options = new OutboxOptions { Trouble = reported.Add, Gap = GapDrafts.Into(gaps) };
        await using (var outbox = folder.OpenOutbox(options))
        {
            Assert.Equal([1L, 3], outbox.ReadPending(0, 10).Select(stored => stored.Id.Sequence));
            await outbox.FlushAsync(Cancelled);
            Assert.Equal([1L, 3, 4], outbox.ReadPending(0, 10).Select(stored => stored.Id.Sequence));
            Assert.Equal(3, outbox.Depth);
            Assert.Equal(1, outbox.SetAsideCount);
            Assert.Equal(StoreTroubleKind.RowDamaged, Assert.Single(reported).Kind);
        }

        var gap = Assert.Single(gaps);
        await using var again = folder.OpenOutbox(options);
        Assert.Equal((GapCause.Damaged, again.StoreEpoch, 2L, 2L), (gap.Cause, gap.StoreEpoch, gap.From, gap.To));
        Assert.Equal(1, again.SetAsideCount);
        Assert.Single(reported);
        Assert.Single(gaps);
        Assert.Equal(5, (await again.AppendAsync()).Sequence);
    }

    [Fact]
    public async Task A_page_with_only_damaged_rows_does_not_end_reading()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AppendManyAsync(3);
        }

        OpeningTests.Execute(folder, "UPDATE event SET seal = 0 WHERE sequence < 3");
        await using var again = folder.OpenOutbox();

        Assert.Equal([3L], again.ReadPending(0, 1).Select(stored => stored.Id.Sequence));
    }

    [Fact]
    public async Task An_altered_mark_sends_an_event_twice_rather_than_never()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AppendManyAsync(3);
            outbox.SetAside(new EventId(outbox.StoreEpoch, 2), "refused");
            await outbox.FlushAsync(Cancelled);
        }

        OpeningTests.Execute(folder, "UPDATE mark SET kind = 1");
        await using var again = folder.OpenOutbox();

        Assert.Equal([1L, 2, 3], again.ReadPending(0, 10).Select(stored => stored.Id.Sequence));
        Assert.Equal(3, again.Depth);
    }

    /// <summary>Flips one bit anywhere in the file: altered data is never returned as stored data.</summary>
    [Fact]
    public async Task A_flipped_bit_is_detected_or_harmless()
    {
        using var folder = new TemporaryFolder();
        string epoch;
        await using (var outbox = folder.OpenOutbox())
        {
            epoch = outbox.StoreEpoch;
            for (var i = 0; i < 20; i++)
            {
                await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, id => Payload(id.ToString()), Cancelled);
            }
        }

        var file = await File.ReadAllBytesAsync(folder.File, Cancelled);
        Gen.Int[0, (file.Length * 8) - 1].Sample(
            bit =>
            {
                using var copy = new TemporaryFolder();
                var bytes = (byte[])file.Clone();
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(copy.File, bytes);
                return IsDetectedOrHarmless(copy, epoch);
            },
            iter: 100,
            threads: 1);
    }

    private static bool IsDetectedOrHarmless(TemporaryFolder folder, string epoch)
    {
        try
        {
            var outbox = folder.OpenOutbox();
            try
            {
                return outbox.ReadPending(0, 100).All(stored =>
                    stored.Id.StoreEpoch == epoch && stored.Topic == "evt/dropoff" && stored.Payload.Span.SequenceEqual(Payload(stored.Id.ToString())));
            }
            finally
            {
                outbox.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (OutboxException)
        {
            return true;
        }
    }

    private static byte[] Payload(string id) => System.Text.Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat(id, 25)));
}
