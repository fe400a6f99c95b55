using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.Station;
using StationAgent.Station.Grading;
using StationAgent.Station.Maintenance;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Tests.Contracts;
using StationAgent.Tests.DropOff;
using StationAgent.Tests.Station.Maintenance;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station.Grading;

/// <summary>Which drop-off of a real store a key means.</summary>
public sealed class GradingKeysTests : IIndicator, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly RecordingStation _station = new();
    private readonly List<(Outcome Outcome, string Reason)> _shown = [];

    private Outbox _outbox = null!;
    private EventCommitter _committer = null!;
    private MaintenanceControl _control = null!;
    private GradingKeys _keys = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var events = new EventFactory(
            new EventSource(Samples.Identity, PlatformKind.Tray, Samples.Model, Samples.Carbon, TimeSpan.FromSeconds(5)),
            new ClockSource(_time, "boot", static () => (ClockQuality.Unknown, null)));
        _outbox = Outbox.Open(_folder, new OutboxOptions(), _time, NullLogger.Instance);
        _committer = new EventCommitter(_outbox, events);
        _control = new MaintenanceControl(_outbox, _committer, _station, _time, NullLogger<MaintenanceControl>.Instance);
        _keys = new GradingKeys(
            new Grader(_committer),
            new GradeCandidates(_outbox),
            _control,
            _station,
            new DropOffRules(),
            new MaintenanceOptions(),
            new Indicators([this]),
            _time,
            NullLogger<GradingKeys>.Instance);
        await _control.StartAsync(MaintenanceBy.Key, MaintenanceWhy.Grading, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    void IIndicator.ShowStatus(StationStatus status)
    {
    }

    void IIndicator.ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons) => _shown.Add((outcome, string.Join(' ', reasons)));

    [Fact]
    public async Task Presses_grade_the_newest_first_and_pass_over_what_cannot_be_graded()
    {
        var oldest = await AcceptAsync(100);
        var newer = await AcceptAsync(200);
        var withdrawn = await StoreAsync(Outcome.Accepted, 300);
        await _committer.AmendAsync(withdrawn.ToString(), AmendmentChange.Withdrawn, Reasons.TakenBack, Cancelled);
        await StoreAsync(Outcome.Rejected, 400);
        await AcceptAsync(500, isTest: true);

        await _keys.PressAsync(Grade.Pulp, Cancelled);
        await _keys.PressAsync(Grade.Reuse, Cancelled);
        await _keys.PressAsync(Grade.Reuse, Cancelled);

        Assert.Equal([(newer.ToString(), Grade.Pulp, GradedBy.Key), (oldest.ToString(), Grade.Reuse, GradedBy.Key)], Grades());
        Assert.Equal([(Outcome.Accepted, ""), (Outcome.Accepted, ""), (Outcome.Undecided, Reasons.NothingToGrade)], _shown);
    }

    [Fact]
    public async Task A_piece_on_the_tray_is_found_by_its_mass()
    {
        var meant = await AcceptAsync(151);
        await AcceptAsync(300);
        Put(149);

        await _keys.PressAsync(Grade.Refuse, Cancelled);
        await _keys.PressAsync(Grade.Refuse, Cancelled);

        Assert.Equal([(meant.ToString(), Grade.Refuse, GradedBy.SecondPass)], Grades());
        Assert.Equal((Outcome.Undecided, Reasons.NothingToGrade), _shown[^1]);
    }

    [Fact]
    public async Task Of_two_of_one_mass_none_is_graded()
    {
        await AcceptAsync(151);
        await AcceptAsync(148);
        Put(150);

        await _keys.PressAsync(Grade.Reuse, Cancelled);

        Assert.Empty(Grades());
        Assert.Equal([(Outcome.Undecided, Reasons.SeveralToGrade)], _shown);
    }

    [Fact]
    public async Task What_is_older_than_the_configured_time_is_not_found_by_its_mass()
    {
        await AcceptAsync(150);
        _time.Advance(TimeSpan.FromHours(25));
        Put(150);

        await _keys.PressAsync(Grade.Reuse, Cancelled);

        Assert.Equal([(Outcome.Undecided, Reasons.NothingToGrade)], _shown);
    }

    [Fact]
    public async Task Outside_maintenance_for_grading_a_press_does_nothing()
    {
        await AcceptAsync(150);
        await _control.EndAsync(MaintenanceBy.Key, Cancelled);
        await _keys.PressAsync(Grade.Reuse, Cancelled);
        await _control.StartAsync(MaintenanceBy.Key, MaintenanceWhy.Cleaning, Cancelled);
        await _keys.PressAsync(Grade.Reuse, Cancelled);

        Assert.Empty(Grades());
        Assert.Empty(_shown);
    }

    private void Put(double grams) => _station.State = new DropOffState.Occupied(new StationMemory
    {
        Load = new PlatformLoad.Resting(new StableWeight(new Grams(grams), new Grams(1)), _time.SinceBoot(), Lighter: false, _time.SinceBoot()),
    });

    private async Task<EventId> AcceptAsync(double grams, bool isTest = false)
    {
        var id = await StoreAsync(Outcome.Accepted, grams, isTest);
        await _committer.SettleAsync(id.ToString(), Cancelled);
        return id;
    }

    private Task<EventId> StoreAsync(Outcome outcome, double grams, bool isTest = false) => _committer.DropOffAsync(
        new DropOffRecord(
            1,
            outcome,
            outcome == Outcome.Accepted ? [] : [Reasons.ClassNotTaken],
            Recognitions.Of("packaging/carton/intact"),
            outcome == Outcome.Accepted ? Disposition.Reuse : Disposition.None,
            new StableWeight(new Grams(grams), new Grams(1)),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(2))
        {
            IsTest = isTest,
        },
        Cancelled);

    private List<(string DropOff, Grade Grade, GradedBy By)> Grades() =>
    [
        .. _outbox.ReadPending(0, 100)
            .Select(static stored => ReceivedEvent.TryParse(stored.Payload.Span, out var read, out _) ? read.Grade() : null)
            .OfType<GradeData>()
            .Select(static data => (data.Grades, data.Grade, data.By)),
    ];
}
