using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Tests.Contracts;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>A drop-off gets a new id inside its withdrawal window, because a copy of the store has spoken.</summary>
public sealed class MovedDropOffTests : IAsyncLifetime
{
    private static readonly EventSource Source = new(
        new DeviceIdentity("s", "d"), PlatformKind.Tray, new ModelData("m", "1", new string('0', 64)), Samples.NoCarbon, TimeSpan.FromSeconds(5));

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly EventFactory _events = new(Source, new ClockSource(TimeProvider.System, "boot", static () => (ClockQuality.Unknown, null)));

    private Outbox _outbox = null!;
    private EventCommitter _committer = null!;
    private string _before = null!;
    private string _after = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new OutboxOptions { Gap = _events.Gap, Reissue = EventReissue.Rewrite, Compensate = _events.Compensate };
        _outbox = Outbox.Open(_folder, options, TimeProvider.System, NullLogger.Instance);
        _committer = new EventCommitter(_outbox, _events);
        var record = new DropOffRecord(1, Outcome.Accepted, [], null, Disposition.None, null, TimeSpan.FromSeconds(1), null);
        var id = await _committer.DropOffAsync(record, Cancelled);
        await MoveAsync();
        (_before, _after) = (id.ToString(), _outbox.CurrentId(id).ToString());
        Assert.NotEqual(_before, _after);
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_withdrawal_names_the_new_id()
    {
        await _committer.AmendAsync(_before, AmendmentChange.Withdrawn, Reasons.TakenBack, Cancelled);

        Assert.Equal(_after, Newest().Amendment()?.Amends);
        Assert.Null(Find());
    }

    [Fact]
    public async Task A_withdrawal_that_moves_too_names_the_new_id_of_its_drop_off()
    {
        await _committer.AmendAsync(_before, AmendmentChange.Withdrawn, Reasons.TakenBack, Cancelled);

        await MoveAsync();

        Assert.True(EventId.TryParse(_before, out var id));
        Assert.Equal(_outbox.CurrentId(id).ToString(), Newest().Amendment()?.Amends);
        Assert.Null(Find());
    }

    [Fact]
    public async Task A_window_that_was_watched_to_its_end_owes_nothing()
    {
        await _committer.SettleAsync(_before, Cancelled);

        Assert.Null(Find());
        await MoveAsync();
        Assert.Null(Find());
    }

    [Fact]
    public void A_window_that_was_not_watched_is_unsettled_under_the_new_id() => Assert.Equal(_after, Find()?.EventId);

    private Task<EpochChange> MoveAsync() =>
        _outbox.BeginEpochAsync(new StoreEvidence(_outbox.StoreEpoch, _outbox.StoreEpoch, null, null, [], "A copy has spoken."), Cancelled);

    private ReceivedEvent Newest()
    {
        Assert.True(ReceivedEvent.TryParse(_outbox.ReadPending(0, 100).Last(stored => stored.Topic != "evt/gap").Payload.Span, out var received, out var error), error);
        return received;
    }

    private Amendment? Find()
    {
        using var reader = OutboxReader.Open(_folder);
        return UnsettledDropOff.Find(reader, _outbox.GetNote(EventCommitter.SettledNote));
    }
}
