using System.Text;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Salvage;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A store of many pages is copied as completely as a small one.</summary>
public sealed class LargeSalvageTests
{
    private const int Rows = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)]
    [InlineData(Rows)]
    public async Task Every_pending_row_is_carried_over(int pending)
    {
        using var folder = new TemporaryFolder();
        var name = Epochs.NewName();
        using (var store = StoreBuilder.Create(folder.File))
        {
            for (var number = 1L; number <= Rows; number++)
            {
                var id = new EventId(name, number);
                var payload = Encoding.UTF8.GetBytes(id.ToString().PadRight(300));
                store.Add(new SalvagedRow(
                    id, Seal.OfEvent(id, "evt/dropoff", EventClass.DropOff, 1, 1, payload), EventClass.DropOff, 1, 1, "evt/dropoff", payload));
                if (number <= Rows - pending)
                {
                    store.Mark(id, MarkKind.Delivered, 1, null);
                }
            }

            store.AddEpoch(new Epoch(1, name));
            store.Finish();
        }

        OpeningTests.Execute(folder, "PRAGMA user_version = 99");
        await using var outbox = folder.OpenOutbox();
        Assert.Equal(pending, outbox.Depth);
        Assert.NotEqual(name, outbox.StoreEpoch);
    }
}
