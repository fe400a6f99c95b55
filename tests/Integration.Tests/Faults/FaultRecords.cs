using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A store, its records of acknowledged, stored and received events, and the checks after every fault.</summary>
/// <param name="store">The store's folder.</param>
/// <param name="ack">The file of acknowledgements; on another disk where power cuts are simulated.</param>
/// <param name="consumer">What was received; null when nothing is sent.</param>
internal sealed class FaultRecords(string store, string ack, ReceivedEvents? consumer)
{
    /// <summary>After a crash, events that were sent but not recorded on disk are sent again; never more than this.</summary>
    public const int MostDuplicates = 256;

    private int _duplicates;

    public AcknowledgedEvents Acknowledged { get; } = new(ack);

    public string Store => store;

    /// <summary>The most duplicates that one start has caused.</summary>
    public int WorstDuplicates { get; private set; }

    /// <summary>Nothing acknowledged is missing, the sequence has no hole, no byte differs, first receptions are in order.</summary>
    /// <returns>What the store holds.</returns>
    public StoredEvents Check()
    {
        consumer?.Check();
        var stored = StoredEvents.Read(store);
        var missing = Acknowledged.Ids().Where(id => id >= stored.Count && consumer?.Has(id) != true).ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} acknowledged events are lost, the first {missing.FirstOrDefault()}, of {stored.Count} stored");
        return stored;
    }

    /// <summary>Checks only what the consumer received, which is quick. Call it after each crash: it counts the duplicates of that crash.</summary>
    public async Task CheckConsumerAsync()
    {
        await consumer!.SettleAsync();
        consumer.Check();
        var more = consumer.Duplicates - _duplicates;
        _duplicates += more;
        WorstDuplicates = Math.Max(WorstDuplicates, more);
        Assert.True(more <= MostDuplicates, $"{more} duplicates came from one crash");
    }

    /// <summary>The end: all that is stored has been received, each event once after removing duplicates.</summary>
    public async Task<StoredEvents> CheckEndAsync(int port)
    {
        await using (var drain = Victim.Start(null, "drain", "--dir", store, "--port", $"{port}", "--window", "64", "--once"))
        {
            Assert.True(await drain.WaitForExitAsync() == 0, drain.Text);
        }

        var stored = Check();
        await consumer!.WaitForAsync((int)stored.Count);
        await CheckConsumerAsync();
        Assert.Equal(stored.Count, consumer.Count);
        Assert.Equal(stored.Count, stored.Delivered);
        return stored;
    }
}
