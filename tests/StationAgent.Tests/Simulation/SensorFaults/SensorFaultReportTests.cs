using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

/// <summary>The summary of a short made-up run: the journal hears of it as in a simulation.</summary>
public sealed class SensorFaultReportTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly SensorFaultJournal _journal = new();
    private readonly SimulatedWorld _world = new(
        VisitPlan.Create(
            1, 3, new VisitOptions { TakesBackShare = 0 }, new CataloguePieces(1, Catalogues.Of(("packaging/carton/intact", 1)), 12)),
        new WorldOptions { Patience = TimeSpan.FromSeconds(2), QueuePatience = TimeSpan.FromSeconds(30) });

    private StationDisplay _display = new(StationStatus.Ready);

    [Fact]
    public void A_refusal_counts_under_its_reason_and_its_fault()
    {
        RunTo(VisitPhase.Watching, SensorFaultKind.Gusts);
        Commit("e1", Outcome.Undecided, Reasons.LoadNeverSettled);

        var summary = Summarise([Event("e1", Outcome.Undecided)]);

        Assert.True(summary.Agrees);
        Assert.Equal(1, Assert.Single(summary.SensorFaults!.Refusals, pair => pair.Key == Reasons.LoadNeverSettled).Value);
        Assert.Equal(new FaultShare(1, 0, 0, 1, 0, 0), summary.SensorFaults.ByKind["gusts"]);
        Assert.Equal(0, summary.SensorFaults.WithoutReason);
    }

    [Fact]
    public void A_refusal_without_a_reason_is_counted()
    {
        RunTo(VisitPhase.Watching);
        Commit("e1", Outcome.Undecided);
        Assert.Equal(1, Summarise([Event("e1", Outcome.Undecided)]).SensorFaults!.WithoutReason);
    }

    [Fact]
    public void A_piece_without_an_event_is_listed_with_what_the_station_said()
    {
        RunTo(VisitPhase.Watching, SensorFaultKind.StuckConverter);
        _journal.OnStep(new StationSignal.FaultRaised(_world.Now, StationFault.Scale, "the scale repeats itself"), Nothing, Nothing);
        _journal.OnEffect(new Effect.ShowStatus(StationStatus.OutOfService));
        RunTo(VisitPhase.CarryingOff);

        var faults = Summarise([]).SensorFaults!;

        var piece = Assert.Single(faults.Unanswered);
        Assert.Equal("busy, then out of service", piece.Status);
        Assert.Equal(["the scale repeats itself"], piece.Causes);
        Assert.Equal(["stuck-converter"], piece.Faults);
    }

    [Fact]
    public void A_visitor_who_is_turned_away_is_listed()
    {
        _display = new StationDisplay(StationStatus.OutOfService);
        _journal.OnEffect(new Effect.ShowStatus(StationStatus.OutOfService));
        _journal.OnEffect(new Effect.RaiseAlarm("scale_fault", "below zero"));
        while (_world.TurnedAway == 0)
        {
            Advance();
        }

        Assert.Equal([("out of service", "scale_fault: below zero")], Summarise([]).SensorFaults!.TurnedAway.Select(one => (one.Status, one.Cause)));
    }

    [Fact]
    public void A_credit_for_a_piece_that_was_taken_away_does_not_agree_and_an_amended_one_does()
    {
        RunTo(VisitPhase.Watching);
        Commit("e1", Outcome.Accepted);
        RunTo(VisitPhase.Over);

        var credited = Summarise([Event("e1", Outcome.Accepted)]);
        Assert.False(credited.Agrees);
        Assert.Equal(1, credited.SensorFaults!.CreditedAlthoughTakenBackOrSwapped);
        Assert.Equal("taken_back", Assert.Single(credited.SensorFaults.WrongCredits).Why);
        Assert.Contains("e1 (taken_back)", Assert.Single(credited.Differences), StringComparison.Ordinal);

        var amended = Summarise([Event("e1", Outcome.Accepted) with { Change = AmendmentChange.Unsettled, Reason = Reasons.ScaleFault }]);
        Assert.True(amended.Agrees);
        Assert.Equal((1, 0), (amended.SensorFaults!.TakenBackOrSwapped, amended.SensorFaults.Credited));
        Assert.Empty(amended.SensorFaults.Amended);
    }

    [Fact]
    public void A_stored_event_that_does_not_arrive_and_a_run_that_was_given_up_do_not_agree()
    {
        RunTo(VisitPhase.Watching);
        Commit("e1", Outcome.Rejected, Reasons.ClassNotTaken);
        Assert.Contains("1 drop-offs were stored, 0 drop-off events received", Summarise([]).Differences);
        Assert.Contains("given up", Summarise([Event("e1", Outcome.Rejected)], "given up").Differences);
    }

    private static DropOffState Nothing => new DropOffState.Ready(new StationMemory());

    private SimulationSummary Summarise(ReceivedDropOff[] received, string? givenUp = null) => SensorFaultReport.Summarise(
        1,
        SensorFaultKinds.All,
        _journal,
        [.. _journal.Placements.Select(piece => piece.Truth).Select(truth => new PresentedPiece(
            truth.Number, truth.Item.Name, truth.Item.Class, truth.Mass, truth.PresentedAt, truth.IsTakenBack))],
        received,
        default,
        new DropOffRules(),
        givenUp,
        _world.Now,
        TimeSpan.FromSeconds(1));

    private void RunTo(VisitPhase phase, params SensorFaultKind[] active)
    {
        while (_world.Phase != phase && !(phase == VisitPhase.Over && _world.Phase == VisitPhase.Coming && _journal.Placements.Count > 0))
        {
            Advance(active);
        }
    }

    private void Advance(params SensorFaultKind[] active)
    {
        _world.Advance(_world.Now + Step, _display);
        _journal.Step(_world, active);
    }

    private void Commit(string id, Outcome outcome, params string[] reasons)
    {
        var truth = _world.LastPresented!;
        var record = new DropOffRecord(
            truth.Number, outcome, [.. reasons], Recognition: null, Disposition.None, new StableWeight(truth.Mass, new Grams(1)), truth.PresentedAt, _world.Now);
        _journal.OnStep(
            new EffectResult.Committed(_world.Now, truth.Number, id), new DropOffState.Committing(new StationMemory(), record, default, default), Nothing);
    }

    private static ReceivedDropOff Event(string id, Outcome outcome) => new(
        id,
        new DropOffData(
            outcome,
            Test: false,
            [],
            [],
            Item: null,
            Disposition.None,
            Mass: null,
            Carbon: null,
            new ModelData("m", "1", new string('0', 64)),
            PlatformKind.Tray,
            DateTimeOffset.UnixEpoch,
            StableAt: null,
            DateTimeOffset.UnixEpoch,
            5,
            RetryOf: null,
            new ClockStamp(StationAgent.Clock.ClockQuality.Unknown, "boot", 0)),
        Change: null);
}
