using System.Collections.Immutable;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;
using static StationAgent.DropOff.EffectResult;

namespace StationAgent.DropOff;

/// <content>Storing drop-offs and amendments, and what is shown when that fails.</content>
internal static partial class DropOffMachine
{
    private static Transition Commit(StationMemory memory, DropOffRecord record, Weighing.StableWeight load, TimeSpan at, DropOffRules rules) =>
        Transition.To(new Committing(memory, record, load, at + rules.CommitTimeout), new Effect.Commit(record.Number, record));

    private static Transition ShowStored(Committing s, Committed answer, DropOffRules rules)
    {
        var show = new Effect.ShowOutcome(s.Record.Number, s.Record.Outcome, s.Record.Reasons);
        var release = new Effect.Release(s.Record.Number);
        if (s.Record.Outcome != Outcome.Accepted)
        {
            return ComeToRest(Remember(s, answer), answer.At, rules).After(show, release);
        }

        var isTray = rules.Platform == PlatformKind.Tray;
        var window = OpenWindow(s with { Memory = s.Memory with { MustLeaveView = isTray, Refused = null } }, answer, rules);
        return isTray && rules.WithdrawalWindow > TimeSpan.Zero ? window.After(show) : window.After(show, release);
    }

    private static StationMemory Remember(Committing s, Committed answer) => s.Record.Mass is { } mass
        ? s.Memory with { Refused = new RefusedPiece(s.Record.RetryOf ?? answer.EventId, mass, s.Memory.Base, answer.At) }
        : s.Memory;

    private static Transition FailCommit(StationMemory memory, Committing s, string detail, TimeSpan at, DropOffRules rules, bool isTooLarge = false)
    {
        var (failed, alarm) = isTooLarge ? TooLarge(memory, detail) : FailStorage(memory, detail);
        return RefuseUnstored(failed, s.Record.Number, at, rules).After(alarm);
    }

    /// <summary>A missing answer does not prove that nothing was stored: if the answer still comes, the event is voided.</summary>
    private static Transition TimeOutCommit(Committing s, TimeSpan at, DropOffRules rules) => FailCommit(
        s.Memory with { RefusedUnanswered = s.Memory.RefusedUnanswered.Add(s.Record.Number) },
        s,
        "the drop-off was not stored in time",
        at,
        rules);

    private static Transition RefuseUnstored(StationMemory memory, long number, TimeSpan at, DropOffRules rules) =>
        ComeToRest(memory, at, rules).After(
            new Effect.ShowOutcome(number, Outcome.Undecided, [Reasons.NotStored]),
            new Effect.Release(number));

    private static Transition FailAmendment(Amending s, string detail, TimeSpan at, DropOffRules rules, bool isTooLarge = false)
    {
        var (failed, alarm) = isTooLarge ? TooLarge(s.Memory, detail) : FailStorage(s.Memory, detail);
        return ComeToRest(failed, at, rules).After(alarm);
    }

    private static (StationMemory Memory, ImmutableArray<Effect> Alarm) FailStorage(StationMemory memory, string detail) =>
        memory.Faults.Has(StationFault.Storage)
            ? (memory, [])
            : (memory with { Faults = memory.Faults.With(StationFault.Storage) }, [AlarmOf(StationFault.Storage, detail)]);

    // The store works: the station stays in service, and a person learns what was not recorded.
    private static (StationMemory Memory, ImmutableArray<Effect> Alarm) TooLarge(StationMemory memory, string detail) =>
        (memory, [new Effect.RaiseAlarm("event_too_large", detail)]);

    internal static Effect.RaiseAlarm AlarmOf(StationFault fault, string detail) => new(
        fault switch
        {
            StationFault.Scale => "scale_fault",
            StationFault.Camera => "camera_fault",
            StationFault.Storage => "storage_fault",
            StationFault.Model => "model_fault",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "has no alarm"),
        },
        detail);
}
