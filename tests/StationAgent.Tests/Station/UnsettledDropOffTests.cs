using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Tests.Contracts;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>The amendment that a start owes for the last accepted drop-off, read from a real store.</summary>
public sealed class UnsettledDropOffTests : IAsyncLifetime
{
    private static readonly EventSource Source = new(
        new DeviceIdentity("s", "d"), PlatformKind.Tray, new ModelData("m", "1", new string('0', 64)), Samples.NoCarbon, TimeSpan.FromSeconds(5));

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly EventFactory _events = new(
        Source, new ClockSource(TimeProvider.System, "boot", static () => (ClockQuality.Unknown, null)));

    private Outbox _outbox = null!;
    private EventCommitter _committer = null!;

    public ValueTask InitializeAsync()
    {
        _outbox = Outbox.Open(_folder, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        _committer = new EventCommitter(_outbox, _events);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_empty_store_owes_nothing() => Assert.Null(Find());

    [Fact]
    public async Task An_accepted_piece_whose_window_was_not_watched_is_unsettled()
    {
        var id = await CommitAsync(Outcome.Accepted);
        await AlarmAsync();
        Assert.Equal(new Amendment(0, id, AmendmentChange.Unsettled, Reasons.Restarted), Find());
    }

    [Fact]
    public async Task A_watched_window_owes_nothing()
    {
        await _committer.SettleAsync(await CommitAsync(Outcome.Accepted), TestContext.Current.CancellationToken);
        Assert.Null(Find());
    }

    [Fact]
    public async Task An_amended_piece_owes_nothing_again()
    {
        var id = await CommitAsync(Outcome.Accepted);
        await _committer.AmendAsync(id, AmendmentChange.Withdrawn, Reasons.TakenBack, TestContext.Current.CancellationToken);
        Assert.Null(Find());
    }

    [Fact]
    public async Task A_refused_piece_after_it_does_not_hide_the_accepted_one()
    {
        var settled = await CommitAsync(Outcome.Accepted);
        await _committer.SettleAsync(settled, TestContext.Current.CancellationToken);
        var open = await CommitAsync(Outcome.Accepted);
        await CommitAsync(Outcome.Rejected);
        Assert.Equal(open, Find()?.EventId);
    }

    /// <summary>After an update, or a return to the version before, the store holds events that another version wrote.</summary>
    [Theory]
    [InlineData("""{"outcome":"accepted","item":{"material":"carton","scores":{"material":{"carton":1}}},"disposition":"reuse"}""", true)]
    [InlineData("""{"outcome":"accepted","item":{"class":"ware/cup","scores":{"ware":1}},"disposition":"washed","graded":[1]}""", true)]
    [InlineData("""{"outcome":"rejected","item":7}""", false)]
    [InlineData("""{"outcome":7}""", false)]
    public async Task An_event_of_another_version_is_read_as_far_as_it_matters(string data, bool isOwed)
    {
        var id = await _outbox.AppendAsync(
            Topics.DropOff,
            EventClass.DropOff,
            id => System.Text.Encoding.UTF8.GetBytes(
                $$"""
                {"specversion":"1.0","id":"{{id}}","source":"/stations/s/devices/d","type":"io.stationagent.dropoff.v1","time":"2026-03-01T08:30:03.682Z",
                "datacontenttype":"application/json","dataschema":"urn:stationagent:schema:dropoff:v1","storeepoch":"{{id.StoreEpoch}}","sequence":"{{id.SequenceText}}",
                "recordedtime":"2026-03-01T08:30:07.250Z","data":{{data}}}
                """),
            TestContext.Current.CancellationToken);

        Assert.Equal(isOwed ? id.ToString() : null, Find()?.EventId);
    }

    [Fact]
    public async Task A_drop_off_stored_after_a_refusal_is_voided_and_an_alarm_is_not()
    {
        var id = await CommitAsync(Outcome.Accepted);
        await AlarmAsync();
        using var reader = OutboxReader.Open(_folder);
        var draft = _events.Compensate(reader.Find(1)!);
        var amendment = Parse(draft!.Render(new EventId("0123456789abcdef", 9))).Amendment();
        Assert.Equal((id, AmendmentChange.Void), (amendment!.Amends, amendment.Change));
        Assert.Null(_events.Compensate(reader.Find(2)!));
    }

    private static ReceivedEvent Parse(byte[] payload)
    {
        Assert.True(ReceivedEvent.TryParse(payload, out var received, out var error), error);
        return received;
    }

    private Amendment? Find()
    {
        using var reader = OutboxReader.Open(_folder);
        return UnsettledDropOff.Find(reader, _outbox.GetNote(EventCommitter.SettledNote));
    }

    private async Task<string> CommitAsync(Outcome outcome)
    {
        ImmutableArray<string> reasons = outcome == Outcome.Accepted ? [] : [Reasons.ClassNotTaken];
        var record = new DropOffRecord(1, outcome, reasons, null, Disposition.None, null, TimeSpan.FromSeconds(1), null);
        return (await _committer.DropOffAsync(record, TestContext.Current.CancellationToken)).ToString();
    }

    private Task AlarmAsync() => _committer.AlarmAsync("camera_fault", "black", TestContext.Current.CancellationToken);
}
