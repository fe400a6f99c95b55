using System.Collections.Immutable;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;

namespace StationAgent.DropOff;

/// <content>Between two pieces.</content>
internal static partial class DropOffMachine
{
    /// <summary>
    /// The only way back to ready: owed amendments are stored first, then failed parts must work again, then the platform must be free. Only then may the
    /// next piece come.
    /// </summary>
    private static Transition ComeToRest(StationMemory memory, TimeSpan at, DropOffRules rules, bool hasRested = false)
    {
        if (!memory.Owed.IsEmpty && !memory.Faults.Has(StationFault.Storage))
        {
            var owed = memory.Owed[0];
            return Transition.To(
                new Amending(memory, owed, at + rules.CommitTimeout),
                new Effect.CommitAmendment(owed.Number, owed.EventId, owed.Change, owed.Reason));
        }

        if (!memory.Faults.IsEmpty)
        {
            return Showing(new OutOfService(memory), StationStatus.OutOfService);
        }

        return rules.Platform == PlatformKind.Bin ? RestBin(memory, hasRested) : RestTray(memory, at);
    }

    private static Transition RestTray(StationMemory memory, TimeSpan at)
    {
        switch (memory.Load)
        {
            case PlatformLoad.Resting { IsBelowZero: true }:
                return Showing(new BelowZero(memory, at, at + LookEvery, Matches: 0, IsTold: false), StationStatus.Busy);
            case PlatformLoad.Resting rest when rest.Weight.Mass <= Grams.Zero:
                return memory.MustLeaveView ? ClearView(memory, at) : Showing(new Ready(memory with { UntouchedUntil = null }), StationStatus.Ready);
            case PlatformLoad.Unknown or PlatformLoad.Moving:
                return Showing(new Occupied(memory), StationStatus.Busy);
            case PlatformLoad.Resting:
                return Showing(new Occupied(memory) { LookAt = at + LookEveryWhenOccupied }, StationStatus.Occupied);
            default:
                return Showing(new Occupied(memory), StationStatus.Occupied);
        }
    }

    /// <summary>Only what has left the view can be another piece when it comes back.</summary>
    private static Transition ClearView(StationMemory memory, TimeSpan at)
    {
        var waiting = Showing(new ClearingView(memory), StationStatus.Busy);
        return waiting with { Effects = waiting.Effects.Add(new Effect.AwaitClearView(at + memory.CameraDelay.Largest)) };
    }

    private static Transition RestBin(StationMemory memory, bool hasRested)
    {
        if (hasRested && memory.Load is PlatformLoad.Resting rest)
        {
            return Showing(new Ready(memory with { Base = rest.Weight }), StationStatus.Ready);
        }

        var waiting = Showing(new ComingToRest(memory), StationStatus.Busy);
        return waiting with { Effects = waiting.Effects.Add(new Effect.AwaitRest()) };
    }

    private static Transition Showing(DropOffState state, StationStatus status)
    {
        var (memory, show) = Show(state.Memory, status);
        return new Transition(state with { Memory = memory }, show);
    }

    /// <summary>
    /// Shows a status only when lamp and display do not show it already. Maintenance takes the place of all others but out of service, which staff need to see.
    /// </summary>
    private static (StationMemory Memory, ImmutableArray<Effect> Effects) Show(StationMemory memory, StationStatus status)
    {
        var isServiced = memory is { IsMaintenanceStored: true, Maintenance.IsOn: true } && status != StationStatus.OutOfService;
        var shown = isServiced ? StationStatus.Maintenance : status;
        var next = memory with { Status = status, Shown = shown };
        return memory.Shown == shown ? (next, []) : (next, [new Effect.ShowStatus(shown)]);
    }
}
