using System.Collections.Immutable;
using StationAgent.Weighing;
using static StationAgent.DropOff.EffectResult;
using static StationAgent.Weighing.StationSignal;

namespace StationAgent.DropOff;

/// <summary>What the station remembers in every phase.</summary>
internal sealed record StationMemory
{
    /// <summary>Number of the last presented piece; 0 before the first.</summary>
    public long LastNumber { get; init; }

    /// <summary>The parts that have failed.</summary>
    public FaultSet Faults { get; init; }

    /// <summary>What the scale last reported.</summary>
    public PlatformLoad Load { get; init; } = new PlatformLoad.Unknown();

    /// <summary>Bin: the load at the last rest; the next piece is the difference to it. Tray: nothing.</summary>
    public StableWeight Base { get; init; }

    /// <summary>Amendments that are not stored yet, oldest first.</summary>
    public ImmutableList<Amendment> Owed { get; init; } = [];

    /// <summary>Drop-offs that were refused because their commit did not answer in time: if an answer still comes, they have to be voided.</summary>
    public ImmutableHashSet<long> RefusedUnanswered { get; init; } = [];

    /// <summary>The status that lamp and display show.</summary>
    public StationStatus? Shown { get; init; }

    /// <summary>Updates the memory by a signal, in every phase.</summary>
    public StationMemory After(StationSignal signal) => signal switch
    {
        LoadChanged s => Load is PlatformLoad.Moving ? this : this with { Load = new PlatformLoad.Moving(s.At, s.Lighter) },
        LoadStable s => Rest(s.Load, s.At),
        LoadCleared s => Rest(default, s.At),
        LoadOverloaded => this with { Load = new PlatformLoad.Overloaded() },
        FaultRaised s => this with { Faults = Faults.With(s.Fault) },
        FaultCleared s => this with { Faults = Faults.Without(s.Fault) },
        CommitFailed s => this with { RefusedUnanswered = RefusedUnanswered.Remove(s.Number) },
        Committed s when RefusedUnanswered.Contains(s.Number) => this with
        {
            RefusedUnanswered = RefusedUnanswered.Remove(s.Number),
            Owed = Owed.Add(new Amendment(s.Number, s.EventId, AmendmentChange.Void, Reasons.StoredAfterRefusal)),
        },
        AmendmentCommitted s => this with { Owed = Owed.RemoveAll(owed => owed.Number == s.Number) },
        _ => this,
    };

    private StationMemory Rest(StableWeight weight, TimeSpan at) => this with
    {
        Load = Load is PlatformLoad.Moving moving
            ? new PlatformLoad.Resting(weight, moving.Since, moving.Lighter, at)
            : new PlatformLoad.Resting(weight, at, Lighter: false, at),
    };
}
