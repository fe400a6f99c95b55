using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests.Delivery.Messages;

public sealed class ReceiptInboxTests
{
    [Fact]
    public void Large_receipts_fill_it_by_their_size_and_taking_them_makes_room()
    {
        var inbox = new ReceiptInbox();
        var large = new ReceiptMessage(null, 0, Enumerable.Range(1, 4_000).Select(static number => new EventId("9f86d081884c7d65", number)).ToHashSet());
        var taken = 0;
        while (inbox.TryAdd(large))
        {
            taken++;
        }

        Assert.InRange(taken, 2, 16);
        Assert.True(inbox.TryTake(out _));
        Assert.True(inbox.TryAdd(large));
        while (inbox.TryTake(out _))
        {
        }

        for (var i = 0; i < 1024; i++)
        {
            Assert.True(inbox.TryAdd(new ReceiptMessage("9f86d081884c7d65", 1, null)));
        }

        Assert.False(inbox.TryAdd(new ReceiptMessage("9f86d081884c7d65", 1, null)));
    }
}
