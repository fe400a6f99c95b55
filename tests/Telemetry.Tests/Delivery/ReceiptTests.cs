using CsCheck;
using StationAgent.Telemetry.Delivery;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>An event is delivered when the backend confirms it, whatever the broker has acknowledged.</summary>
public sealed class ReceiptTests : IAsyncDisposable
{
    private readonly DelivererRig _rig = new(options => options.Receipts = true);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task An_acknowledgement_frees_the_window_and_a_receipt_delivers()
    {
        await _rig.Outbox.AppendManyAsync(5);
        await using var running = _rig.Start(window: 2);
        await AnswerAsync(5);
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 5);
        Assert.Equal(5, _rig.Outbox.Depth);

        _rig.ReceiptUpTo(2);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 3);
        _rig.Receive("receipt", $$"""{"ids":["{{_rig.Id(4)}}","{{_rig.Id(5)}}"]}""");
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 1);

        Assert.Equal(3, Assert.Single(_rig.Outbox.ReadPending(0, 10)).Id.Sequence);
        Assert.Equal(1, _rig.Memory.Receipts.Count);
        Assert.Equal(4, _rig.Counts.Delivered);
    }

    [Fact]
    public async Task A_receipt_before_the_acknowledgement_counts()
    {
        await _rig.Outbox.AppendManyAsync(2);
        await using var running = _rig.Start(window: 2);
        var sent = await _rig.Publisher.TakeAsync(2);

        _rig.ReceiptUpTo(2);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
        sent[0].Answer(0);
        sent[1].Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 0);

        Assert.Equal(0, _rig.Memory.Receipts.Count);
        Assert.Equal(2, _rig.Counts.Delivered);
        await _rig.AdvanceAsync(TimeSpan.FromHours(2));
        await _rig.SettleAsync();
    }

    [Theory]
    [InlineData(0x87)]
    [InlineData(0x99)]
    public async Task A_confirmed_event_stays_delivered_whatever_the_broker_answers(int code)
    {
        await _rig.Outbox.AppendAsync();
        await using var running = _rig.Start();
        var sent = await _rig.Publisher.TakeAsync();

        _rig.ReceiptUpTo(1);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
        sent.Answer(code);
        await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 0);

        Assert.Equal(0, _rig.Outbox.SetAsideCount);
        Assert.Equal(0, _rig.Counts.SetAside);
        Assert.DoesNotContain(_rig.Troubles, trouble => trouble.Kind == DeliveryTroubleKind.EventSetAside);
    }

    [Fact]
    public async Task A_receipt_that_comes_while_the_link_fails_is_not_lost()
    {
        await _rig.Outbox.AppendManyAsync(2);
        await using (_rig.Start())
        {
            await _rig.Publisher.TakeAsync(2);
            _rig.ReceiptUpTo(1);
            await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 1);
        }

        await using var running = _rig.Start();
        Assert.Equal(2, (await _rig.Publisher.TakeAsync()).Sequence);
        _rig.Publisher.AssertNothingMore();
        Assert.Equal(1, _rig.Counts.Resent);
    }

    [Fact]
    public async Task A_receipt_for_unsent_or_foreign_events_delivers_nothing()
    {
        await _rig.Outbox.AppendManyAsync(3);
        await using var running = _rig.Start(window: 1);
        var first = await _rig.Publisher.TakeAsync();

        _rig.ReceiptUpTo(3, "ffffffffffffffff");
        _rig.ReceiptUpTo(3);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 2);
        first.Answer(0);
        await AnswerAsync(2);
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 2);

        Assert.Equal(2, _rig.Outbox.Depth);
        Assert.Equal(1, _rig.Counts.Delivered);
    }

    [Fact]
    public async Task Without_a_receipt_an_event_is_sent_again_after_one_two_and_four_minutes()
    {
        await _rig.Outbox.AppendAsync();
        await using var running = _rig.Start();
        (await _rig.Publisher.TakeAsync()).Answer(0);

        foreach (var minutes in (int[])[1, 2, 4])
        {
            await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 0 && _rig.Memory.Receipts.Count == 1);
            await _rig.AdvanceAsync(TimeSpan.FromSeconds((60 * minutes) - 1));
            _rig.Publisher.AssertNothingMore();
            (await _rig.TakeAfterAsync(TimeSpan.FromSeconds(1))).Answer(0);
        }

        Assert.Equal(3, _rig.Counts.Resent);
        Assert.Equal(1, _rig.Outbox.Depth);
    }

    [Fact]
    public async Task A_receipt_during_a_repeat_counts_once()
    {
        await _rig.Outbox.AppendAsync();
        await using var running = _rig.Start();
        (await _rig.Publisher.TakeAsync()).Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 1);
        var again = await _rig.TakeAfterAsync(TimeSpan.FromSeconds(60));

        _rig.ReceiptUpTo(1);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
        again.Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 0);

        Assert.Equal(1, _rig.Counts.Delivered);
        Assert.Equal(0, _rig.Memory.Receipts.Count);
    }

    [Fact]
    public async Task Too_many_events_without_a_receipt_stop_sending_until_one_arrives()
    {
        _rig.Options.MaximumAwaitingReceipt = 3;
        await _rig.Outbox.AppendManyAsync(6);
        await using var running = _rig.Start();
        await AnswerAsync(3);
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 3);
        _rig.Publisher.AssertNothingMore();

        _rig.ReceiptUpTo(2);

        Assert.Equal([4L, 5], (await _rig.Publisher.TakeAsync(2)).Select(sent => sent.Sequence));
        _rig.Publisher.AssertNothingMore();
    }

    [Fact]
    public async Task A_new_link_does_not_repeat_events_that_only_wait_for_their_receipt()
    {
        await _rig.Outbox.AppendManyAsync(2);
        await using (_rig.Start())
        {
            await AnswerAsync(2);
            await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 2);
        }

        await using var running = _rig.Start();
        await _rig.Outbox.AppendAsync();
        var fresh = await _rig.Publisher.TakeAsync();
        Assert.Equal(3, fresh.Sequence);
        fresh.Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 3);

        Assert.Equal(1, (await _rig.TakeAfterAsync(TimeSpan.FromSeconds(60))).Sequence);
    }

    /// <summary>The oldest event of the topic is one whose receipt was lost, and later ones are refused.</summary>
    [Fact]
    public async Task A_refused_topic_is_retried_while_its_oldest_event_waits_for_a_receipt()
    {
        await _rig.Outbox.AppendManyAsync(2);
        await using var running = _rig.Start();
        var sent = await _rig.Publisher.TakeAsync(2);
        sent[0].Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 1);
        sent[1].Answer(0x87);
        await DelivererRig.UntilAsync(() => _rig.Memory.PausedNames.Count == 1);

        (await _rig.TakeAfterAsync(_rig.Options.PausedTopicRetry)).Answer(0);

        (await _rig.Publisher.TakeAsync()).Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Memory.PausedNames.Count == 0);
    }

    /// <summary>
    /// Whatever brokers, backends and links do: first transmissions are in the order of numbers, and in the end everything is delivered.
    /// </summary>
    [Fact]
    public void First_transmissions_are_always_in_order() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40]).Array[5, 60].Sample(
            acts => RunAsync(acts).GetAwaiter().GetResult(), iter: 30, threads: 1);

    private static async Task RunAsync((int Act, int Number)[] acts)
    {
        await using var rig = new DelivererRig(options =>
        {
            options.Receipts = true;
            options.MaximumAwaitingReceipt = 8;
            options.AcknowledgeTimeout = TimeSpan.FromHours(1);
        });
        await rig.Outbox.AppendManyAsync(20);
        var firsts = new List<long>();
        var open = new List<SentEvent>();
        var running = rig.Start(window: 4);
        foreach (var (act, number) in acts)
        {
            switch (act)
            {
                case 0 or 1 when open.Count > 0:
                    open[number % open.Count].Answer(number % 7 == 0 ? 0x97 : 0);
                    open.RemoveAt(number % open.Count);
                    break;
                case 2:
                    rig.ReceiptUpTo(number);
                    break;
                case 3:
                    await running.DisposeAsync();
                    Take();
                    open.Clear();
                    running = rig.Start(window: 4);
                    break;
                default:
                    await rig.AdvanceAsync(TimeSpan.FromSeconds(number % 8));
                    break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            Take();
        }

        await DelivererRig.UntilAsync(() =>
        {
            Take();
            open.ForEach(sent => sent.Answer(0));
            open.Clear();
            rig.ReceiptUpTo(20);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            return rig.Outbox.Depth == 0;
        });
        await running.DisposeAsync();
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), firsts);
        Assert.Equal(20, rig.Counts.Delivered);

        void Take()
        {
            while (rig.Publisher.TryTake(out var sent))
            {
                open.Add(sent!);
                if (!firsts.Contains(sent!.Sequence))
                {
                    firsts.Add(sent.Sequence);
                }
            }
        }
    }

    private async Task AnswerAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await _rig.Publisher.TakeAsync()).Answer(0);
        }
    }
}
