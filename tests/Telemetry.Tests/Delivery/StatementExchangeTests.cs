using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox.Identity;
using Xunit;

namespace StationAgent.Telemetry.Tests.Delivery;

/// <summary>When, during a link, what the broker has retained shows that another store speaks for this device.</summary>
public sealed class StatementExchangeTests
{
    private static readonly StoreStatement OfTheCardBefore = new(new EpochStatement("cccccccccccccccc", 70, []), 9, []);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A new store does not wait for what the broker has retained, so that the old card's statement may come at any time.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_card_is_not_taken_for_a_copy_by_what_the_old_one_said(bool isAnnounced)
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        var found = new List<StoreEvidence>();
        var exchange = Begin(outbox, found);
        Assert.Null(await exchange.WaitAsync(hears: true, Cancelled));
        if (isAnnounced)
        {
            await outbox.AnnounceAsync(1, Cancelled);
        }

        exchange.Take(OutboxDocument.Name, OutboxDocument.Render(OfTheCardBefore));

        Assert.Empty(found);
    }

    [Fact]
    public async Task A_card_that_has_spoken_before_is_told_that_another_one_spoke_since_however_late()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AnnounceAsync(1, Cancelled);
        }

        await using var again = folder.OpenOutbox();
        var found = new List<StoreEvidence>();
        var exchange = Begin(again, found);
        Assert.Null(await exchange.WaitAsync(hears: false, Cancelled));
        await again.AnnounceAsync(2, Cancelled);

        exchange.Take(OutboxDocument.Name, OutboxDocument.Render(OfTheCardBefore));

        Assert.Single(found);
    }

    /// <summary>The copy has spoken over a session between this store's last one and the present one, and has told a number that this one has given and not sent.</summary>
    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public async Task What_a_copy_said_shows_it_also_when_this_store_is_announced_already(long session, long sequence)
    {
        using var folder = new TemporaryFolder();
        StoreStatement statement;
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AnnounceAsync(1, Cancelled);
            statement = outbox.Statement;
        }

        await using var again = folder.OpenOutbox();
        await again.AppendManyAsync(3);
        var found = new List<StoreEvidence>();
        var exchange = Begin(again, found);
        Assert.Null(await exchange.WaitAsync(hears: false, Cancelled));
        await again.AnnounceAsync(3, Cancelled);

        exchange.Take(OutboxDocument.Name, OutboxDocument.Render(statement with { Session = session, Present = statement.Present with { Sequence = sequence } }));

        Assert.Single(found);
    }

    [Fact]
    public async Task What_this_store_has_stated_is_no_evidence_when_it_comes_back()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AnnounceAsync(1, Cancelled);
        }

        await using var again = folder.OpenOutbox();
        await again.AppendManyAsync(3);
        var found = new List<StoreEvidence>();
        var exchange = Begin(again, found);
        Assert.Null(await exchange.WaitAsync(hears: false, Cancelled));
        await again.AnnounceAsync(2, Cancelled);
        Assert.True(exchange.State());

        exchange.Take(OutboxDocument.Name, OutboxDocument.Render(again.Statement));

        Assert.Empty(found);
    }

    private static StatementExchange Begin(Telemetry.Outbox.Outbox outbox, List<StoreEvidence> found)
    {
        var context = new DeliveryContext(outbox, new TelemetryOptions(), TimeProvider.System, new Random(1), NullLogger.Instance) { CopyFound = found.Add };
        return new StatementExchange(context, new RetainedStates(), isFirst: true);
    }
}
