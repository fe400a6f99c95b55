using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Station.Maintenance;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;
using EventId = StationAgent.Telemetry.Outbox.EventId;

namespace StationAgent.Station.Grading;

/// <summary>
/// What a key for grading does in maintenance for grading: with a piece on the tray it grades the drop-off of that mass, if there is exactly one, and otherwise the
/// newest drop-off that has no grade.
/// </summary>
/// <param name="grader">Grades.</param>
/// <param name="candidates">Finds the drop-off.</param>
/// <param name="control">Knows what staff do.</param>
/// <param name="station">Knows what is on the platform.</param>
/// <param name="rules">By which rules pieces are judged.</param>
/// <param name="options">For how long back drop-offs are looked for.</param>
/// <param name="indicators">Show staff whether it worked.</param>
/// <param name="time">Station time, and the wall clock.</param>
/// <param name="logger">Receives a message about every press.</param>
internal sealed class GradingKeys(
    Grader grader,
    GradeCandidates candidates,
    MaintenanceControl control,
    IStation station,
    DropOffRules rules,
    MaintenanceOptions options,
    Indicators indicators,
    TimeProvider time,
    ILogger<GradingKeys> logger)
{
    /// <summary>A piece that has been on the tray for longer was not put there to be graded.</summary>
    private static readonly TimeSpan LongestSecondPass = TimeSpan.FromSeconds(60);

    /// <summary>Called when a key is pressed.</summary>
    public async Task PressAsync(Grade grade, CancellationToken cancellationToken)
    {
        if (control.Why != MaintenanceWhy.Grading)
        {
            Log.NotGraded(logger, grade, "the station is not in maintenance for grading");
            return;
        }

        var (dropOff, by, reason) = Find();
        if (dropOff is { } id)
        {
            var outcome = await grader.GradeAsync(new GradeRequest(id, grade, by), cancellationToken);
            if (outcome.Reason is null)
            {
                Log.Graded(logger, id.ToString(), grade, by);
                Show(Outcome.Accepted, []);
                return;
            }

            Log.NotGraded(logger, grade, $"drop-off {id} {GradeRefusals.Explain(outcome.Reason)}");
            reason = outcome.Reason == GradeRefusals.NotStored ? Reasons.NotStored : Reasons.NothingToGrade;
        }
        else
        {
            Log.NotGraded(logger, grade, reason == Reasons.SeveralToGrade ? "several drop-offs weigh what is on the platform" : "no drop-off was found");
        }

        Show(Outcome.Undecided, [reason]);
    }

    private (EventId? DropOff, GradedBy By, string Reason) Find()
    {
        try
        {
            if (OnTray() is not { } mass)
            {
                return (candidates.Newest(), GradedBy.Key, Reasons.NothingToGrade);
            }

            var found = candidates.WithMass(mass, rules, time.GetUtcNow() - options.SecondPassWithin);
            return found.Count == 1
                ? (found[0], GradedBy.SecondPass, "")
                : (null, GradedBy.SecondPass, found.Count > 1 ? Reasons.SeveralToGrade : Reasons.NothingToGrade);
        }
        catch (OutboxException)
        {
            return (null, GradedBy.Key, Reasons.NotStored);
        }
    }

    private StableWeight? OnTray() =>
        rules.Platform == PlatformKind.Tray
        && station.State.Memory.Load is PlatformLoad.Resting rest
        && rest.Weight.Mass >= rules.Minimum
        && time.SinceBoot() - rest.At <= LongestSecondPass
            ? rest.Weight
            : null;

    // No drop-off has number 0.
    private void Show(Outcome outcome, ImmutableArray<string> reasons) => indicators.ShowOutcome(0, outcome, reasons);
}
