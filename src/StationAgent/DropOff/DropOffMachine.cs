using System.Diagnostics;
using StationAgent.DropOff.Maintenance;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;
using static StationAgent.DropOff.EffectResult;
using static StationAgent.Weighing.StationSignal;

namespace StationAgent.DropOff;

/// <summary>
/// The drop-off as a transaction: presented, settled, examined, judged, stored, shown, watched. A pure function from state and signal to state and
/// effects. The switch in <see cref="Decide"/> shows the path of a piece; the steps it names are in the other files of this class.
/// </summary>
internal static partial class DropOffMachine
{
    /// <summary>The first state: the load is not known yet.</summary>
    /// <param name="at">Time since boot.</param>
    /// <param name="rules">By which rules pieces are judged.</param>
    /// <param name="faults">The parts that are known to have failed; each comes back by its FaultCleared.</param>
    /// <param name="owed">The amendment that the start owes, from <see cref="Restart"/>.</param>
    /// <param name="isInMaintenance">True when the end of an earlier maintenance is not stored.</param>
    public static Transition Start(TimeSpan at, DropOffRules rules, FaultSet faults = default, Amendment? owed = null, bool isInMaintenance = false) => ComeToRest(
        new StationMemory
        {
            Faults = faults,
            Owed = owed is null ? [] : [owed],
            Maintenance = isInMaintenance ? MaintenanceTimes.None.Begin(at) : MaintenanceTimes.None,
            IsMaintenanceStored = isInMaintenance,
        },
        at,
        rules);

    /// <summary>Takes one signal.</summary>
    public static Transition Step(DropOffState state, StationSignal signal, DropOffRules rules)
    {
        var now = state with { Memory = state.Memory.After(signal) };
        var transition = Decide(now, signal, rules);
        return signal switch
        {
            FaultRaised fault when !state.Memory.Faults.Has(fault.Fault) => transition.After(AlarmOf(fault.Fault, fault.Detail)),
            ConcernRaised concern => transition.After(new Effect.RaiseAlarm(concern.Cause, concern.Detail)),
            _ => transition,
        };
    }

    private static Transition Decide(DropOffState state, StationSignal signal, DropOffRules rules) => (state, signal) switch
    {
        // A piece may come.
        (Ready s, LoadChanged c) => Showing(new Settling(UntouchedUntil(s, c.Since), c.At, c.Lighter), StationStatus.Busy),
        (Ready s, LoadUnseen u) => Showing(new Settling(UntouchedUntil(s, u.Since), u.Since, Lighter: true), StationStatus.Busy),
        (Ready s, LoadCleared) when rules.Platform == PlatformKind.Tray => Stay(s),
        (Ready s, LoadStable or LoadCleared) => Weigh(s.Memory, signal.At, signal.At, rules),
        (Ready s, LoadBelowZero) => ComeToRest(UntouchedUntil(s, signal.At), signal.At, rules),
        (Ready s, LoadOverloaded) => RefuseWeight(s.Memory, signal.At, signal.At, rules),
        (Ready s, FaultRaised) => ComeToRest(s.Memory, signal.At, rules),

        // The load settles, or it does not. Before it has, nothing proves that there is a piece.
        (Settling s, LoadBelowZero) => ComeToRest(s.Memory, signal.At, rules),
        (Settling s, LoadStable or LoadCleared) => Weigh(s.Memory, s.PresentedAt, signal.At, rules),
        (Settling s, LoadOverloaded) => RefuseWeight(s.Memory, s.PresentedAt, signal.At, rules),
        (Settling s, Tick) when signal.At - s.PresentedAt >= rules.StableTimeout => GiveUpWeighing(s, signal.At, rules),
        (Settling s, FaultRaised { Fault: StationFault.Scale or StationFault.Storage }) => ComeToRest(s.Memory, signal.At, rules),

        // It is looked at, and must stay what it is meanwhile.
        (AwaitingPictures s, Tick) when signal.At >= s.Piece.PicturesFrom => Capture(s.Memory, s.Piece, signal.At, rules),
        (AwaitingPictures s, PictureChanged) => AwaitPictures(s, signal.At, rules),
        (AwaitingChange s, PictureChanged) => AwaitPictures(s, signal.At, rules),
        (AwaitingChange s, Tick) when signal.At >= s.Deadline => ConcludeSeen(s, s.Recognition, signal.At, rules),
        (AwaitingPictures or AwaitingChange, FaultRaised { Fault: StationFault.Camera }) =>
            Doubt((Examining)state, Reasons.CameraFault, signal.At, rules),
        (Capturing s, Captured r) when r.Number == s.Piece.Number => Classify(s, signal.At, rules),
        (Capturing s, CaptureFailed r) when r.Number == s.Piece.Number => Doubt(s, Reasons.CameraFault, signal.At, rules),
        (Capturing s, Tick) when signal.At >= s.Deadline => Doubt(s, Reasons.CaptureTimeout, signal.At, rules),
        (Capturing s, FaultRaised { Fault: StationFault.Camera }) => Doubt(s, Reasons.CameraFault, signal.At, rules),
        (Classifying s, Classified r) when r.Number == s.Piece.Number => Judge(s, r.Recognition, signal.At, rules),
        (Classifying s, ClassifyFailed r) when r.Number == s.Piece.Number => Doubt(s, Reasons.ModelFault, signal.At, rules),
        (Classifying s, Tick) when signal.At >= s.Deadline => Doubt(s, Reasons.ClassificationTimeout, signal.At, rules),
        (Capturing or Classifying, FaultRaised { Fault: StationFault.Model }) => Doubt((Examining)state, Reasons.ModelFault, signal.At, rules),
        (Examining s, FaultRaised { Fault: StationFault.Scale }) => Doubt(s, Reasons.ScaleFault, signal.At, rules),
        (Examining s, FaultRaised { Fault: StationFault.Storage }) => RefuseUnstored(s.Memory, s.Piece.Number, signal.At, rules),
        (Examining s, LoadStable or LoadCleared or LoadBelowZero or LoadOverloaded) => CompareLoad(s, signal.At, rules),
        (Examining s, Tick) when MovesTooLong(s, signal.At, rules) => Doubt(s, MovementOf(s.Memory), signal.At, rules),

        // It is stored, and only then the outcome is shown.
        (Committing s, Committed r) when r.Number == s.Record.Number => ShowStored(s, r, rules),
        (Committing s, CommitFailed r) when r.Number == s.Record.Number => FailCommit(s.Memory, s, r.Detail, signal.At, rules, r.IsTooLarge),
        (Committing s, Tick) when signal.At >= s.Deadline => TimeOutCommit(s, signal.At, rules),

        // An accepted piece must stay to the end of its window.
        (Watching s, LoadChanged or LoadUnseen) => Stay(s with { HasRested = false }),
        (Watching s, LoadStable or LoadCleared) when rules.Platform == PlatformKind.Bin => WatchBin(s, signal.At, rules),
        (Watching s, Rested) when s.Memory.Load is PlatformLoad.Resting => Stay(s with { HasRested = true }),
        (Watching s, LookedAgain r) when r.Number == s.Accepted.Number => TakeLook(s, r, rules),
        (Watching s, Tick t) => Watch(s, signal.At, t, rules),
        (Watching s, LoadStable or LoadCleared or LoadBelowZero or FaultRaised { Fault: StationFault.Scale }) =>
            Watch(s, signal.At, tick: null, rules),

        // What has to be said about an earlier drop-off is stored before the next one.
        (Amending s, AmendmentCommitted r) when r.Number == s.Amendment.Number => ComeToRest(s.Memory, signal.At, rules),
        (Amending s, AmendmentFailed r) when r.Number == s.Amendment.Number => FailAmendment(s, r.Detail, signal.At, rules, r.IsTooLarge),
        (Amending s, Tick) when signal.At >= s.Deadline => FailAmendment(s, "the amendment was not stored in time", signal.At, rules),

        // The platform has to come to rest, or a part has to be mended.
        (Occupied s, Tick) when s.LookAt <= signal.At => LookForLoad(s),
        (Occupied s, PlatformSeen seen) => CompareView(s, seen),
        (Occupied s, LoadChanged or LoadUnseen) => Stay(s with { LookAt = null, Matches = 0 }),
        (BelowZero s, Tick) => WaitForZero(s, signal.At),
        (BelowZero s, PlatformSeen seen) => CompareView(s, seen),
        (BelowZero s, LoadChanged or LoadUnseen or LoadBelowZero) => Stay(s with { Matches = 0 }),
        (ClearingView s, ViewCleared) => ComeToRest(s.Memory with { MustLeaveView = false }, signal.At, rules),
        (Occupied or ComingToRest or ClearingView or BelowZero, LoadStable or LoadCleared or LoadBelowZero or LoadOverloaded) =>
            ComeToRest(state.Memory, signal.At, rules),
        (ComingToRest s, Rested) when s.Memory.Load is PlatformLoad.Resting => ComeToRest(s.Memory, signal.At, rules, hasRested: true),
        (Occupied or ComingToRest or ClearingView or BelowZero, FaultRaised) => ComeToRest(state.Memory, signal.At, rules),
        (OutOfService s, FaultCleared) => ComeToRest(s.Memory, signal.At, rules),

        // The commit of a refused drop-off did come through: it is voided now, or at the next rest.
        (Ready or Occupied or ComingToRest or ClearingView or BelowZero or OutOfService, Committed) when !state.Memory.Owed.IsEmpty =>
            ComeToRest(state.Memory, signal.At, rules),

        // Stale: the answer belongs to a drop-off, an amendment or a rest that is over.
        (_, Captured or CaptureFailed or Classified or ClassifyFailed or LookedAgain or PlatformSeen) => Stay(state),
        (_, Committed or CommitFailed or AmendmentCommitted or AmendmentFailed or Rested or ViewCleared) => Stay(state),

        // Remembered, and looked at when this phase is over.
        (_, LoadChanged or LoadUnseen or LoadStable or LoadCleared or LoadBelowZero or LoadOverloaded) => Stay(state),
        (_, FaultRaised or FaultCleared or PictureChanged) => Stay(state),

        // What is presented from then on is a test; what is shown is another thing, in whatever phase the station is.
        (_, MaintenanceChanged) => Showing(state, state.Memory.Status),

        // For people who look after the station, not for what it does.
        (_, ConcernRaised or ConcernEnded) => Stay(state),

        // No deadline has passed.
        (_, Tick) => Stay(state),

        _ => throw new UnreachableException($"The signal {signal.GetType()} is not known to the machine."),
    };

    private static StationMemory UntouchedUntil(Ready s, TimeSpan at) => s.Memory with { UntouchedUntil = at };

    private static Transition Stay(DropOffState state) => Transition.To(state);
}
