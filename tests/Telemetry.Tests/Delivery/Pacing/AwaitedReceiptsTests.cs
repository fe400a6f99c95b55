using CsCheck;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class AwaitedReceiptsTests
{
    private const string Epoch = "0123456789abcdef";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly AwaitedReceipts _book = new(Minute);

    [Fact]
    public void Waits_double_up_to_an_hour()
    {
        var now = TimeSpan.FromSeconds(5);
        foreach (var minutes in (ReadOnlySpan<int>)[1, 2, 4, 8, 16, 32, 60, 60, 60])
        {
            _book.Wait(Id(1), now);
            var due = now + (minutes * Minute);
            Assert.Equal(due, _book.NextDue);
            Assert.Null(_book.TakeDue(due - TimeSpan.FromTicks(1)));
            Assert.Equal(1, _book.TakeDue(due));
            Assert.Null(_book.TakeDue(due));
            now = due + TimeSpan.FromSeconds(1);
        }
    }

    [Fact]
    public void A_wait_never_shrinks_and_never_overflows() =>
        Gen.Select(Gen.Int[1, 3600], Gen.Int[1, int.MaxValue - 1]).Sample((seconds, sendings) =>
        {
            var first = TimeSpan.FromSeconds(seconds);
            Assert.InRange(AwaitedReceipts.WaitAfter(first, sendings), first, AwaitedReceipts.LongestWait);
            Assert.True(AwaitedReceipts.WaitAfter(first, sendings) <= AwaitedReceipts.WaitAfter(first, sendings + 1));
        });

    /// <summary>The broker may not have acknowledged the second sending when the time for the third has come.</summary>
    [Fact]
    public void An_event_sent_again_and_not_acknowledged_is_due_again()
    {
        _book.Wait(Id(1), TimeSpan.Zero);

        Assert.Equal(1, _book.TakeDue(Minute));
        Assert.Null(_book.TakeDue(1.9 * Minute));
        Assert.Equal(1, _book.TakeDue(2 * Minute));
    }

    [Fact]
    public void Events_due_together_are_sent_in_the_order_of_numbers() =>
        Gen.Long[1, 1000].HashSet[1, 100].Sample(numbers =>
        {
            var book = new AwaitedReceipts(Minute);
            foreach (var number in numbers)
            {
                book.Wait(Id(number), TimeSpan.Zero);
            }

            var taken = new List<long>();
            while (book.TakeDue(Minute) is { } number)
            {
                taken.Add(number);
            }

            Assert.Equal(numbers.Order(), taken);
        });

    /// <summary>Compares with a plain dictionary of due times.</summary>
    [Fact]
    public void Does_what_a_plain_list_would_do() =>
        Gen.Select(Gen.Int[0, 3], Gen.Long[1, 8], Gen.Int[0, 90]).Array[1, 200].Sample(acts =>
        {
            var book = new AwaitedReceipts(Minute);
            var model = new Dictionary<long, (int Sendings, TimeSpan Due)>();
            var now = TimeSpan.Zero;
            foreach (var (act, number, seconds) in acts)
            {
                switch (act)
                {
                    case 0:
                        var sendings = model.TryGetValue(number, out var known) ? known.Sendings + 1 : 1;
                        model[number] = (sendings, now + AwaitedReceipts.WaitAfter(Minute, sendings));
                        book.Wait(Id(number), now);
                        break;
                    case 1:
                        Assert.Equal(model.Remove(number), book.Remove(number));
                        break;
                    case 2:
                        now += TimeSpan.FromSeconds(seconds);
                        break;
                    default:
                        var due = model.Where(pair => pair.Value.Due <= now).OrderBy(pair => pair.Value.Due).ThenBy(pair => pair.Key).ToList();
                        Assert.Equal(due.Count > 0 ? due[0].Key : null, book.TakeDue(now));
                        if (due.Count > 0)
                        {
                            model[due[0].Key] = due[0].Value with { Due = now + AwaitedReceipts.WaitAfter(Minute, due[0].Value.Sendings) };
                        }

                        break;
                }

                Assert.Equal(model.Count, book.Count);
                Assert.Equal(model.Count == 0 ? null : model.Values.Min(entry => entry.Due), book.NextDue);
            }
        });

    /// <summary>The usual case: receipts arrive soon, thousands of them before the first wait would end.</summary>
    [Fact]
    public void Memory_does_not_grow_with_the_number_of_events()
    {
        var book = new AwaitedReceipts(TimeSpan.FromHours(1));
        book.Wait(Id(1), TimeSpan.Zero);
        Fill(book, 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Fill(book, 1_000_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(1, book.Count);
        Assert.Equal(1, book.TakeDue(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_receipt_covers_waiting_events_up_to_its_number_or_by_id()
    {
        for (var number = 1L; number <= 5; number++)
        {
            _book.Wait(Id(number), TimeSpan.Zero);
        }

        Assert.Equal([Id(1), Id(2), Id(3)], _book.CoveredBy(new ReceiptMessage(Epoch, 3, null)).Order(ById));
        Assert.Empty(_book.CoveredBy(new ReceiptMessage("ffffffffffffffff", 3, null)));
        Assert.Equal(
            [Id(2), Id(5)],
            _book.CoveredBy(new ReceiptMessage(null, 0, new HashSet<EventId> { Id(5), Id(2), Id(9), new("ffffffffffffffff", 1) })).Order(ById));
    }

    private static readonly Comparer<EventId> ById = Comparer<EventId>.Create((a, b) => a.Sequence.CompareTo(b.Sequence));

    private static void Fill(AwaitedReceipts book, int count)
    {
        for (var i = 0; i < count; i++)
        {
            book.Wait(Id(i + 2), TimeSpan.FromTicks(i));
            book.Remove(i + 2);
        }
    }

    private static EventId Id(long number) => new(Epoch, number);
}
