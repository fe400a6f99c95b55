using System.Collections.Immutable;
using StationAgent.DropOff.Maintenance;
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

    /// <summary>The status of the station, maintenance aside.</summary>
    public StationStatus Status { get; init; } = StationStatus.OutOfService;

    /// <summary>The status that lamp and display show.</summary>
    public StationStatus? Shown { get; init; }

    /// <summary>When the station was in maintenance.</summary>
    public MaintenanceTimes Maintenance { get; init; } = MaintenanceTimes.None;

    /// <summary>True when the start of the present maintenance is stored, so that it may be shown.</summary>
    public bool IsMaintenanceStored { get; init; }

    /// <summary>By how much the pictures are behind the scale.</summary>
    public CameraDelay CameraDelay { get; init; }

    /// <summary>The newest change of the load that the pictures have followed, as the time of that change; null before the first.</summary>
    public TimeSpan? PicturesFollowed { get; init; }

    /// <summary>Until when the platform was as it was when the station was last ready; null once a piece was weighed.</summary>
    public TimeSpan? UntouchedUntil { get; init; }

    /// <summary>Tray: an accepted piece has not been seen to leave the view, so what is put down next may be the same piece.</summary>
    public bool MustLeaveView { get; init; }

    /// <summary>The last piece that was refused, unless one was accepted since; null for none.</summary>
    public RefusedPiece? Refused { get; init; }

    /// <summary>Updates the memory by a signal, in every phase.</summary>
    public StationMemory After(StationSignal signal) => signal switch
    {
        LoadChanged s => Load is PlatformLoad.Moving ? this : this with { Load = new PlatformLoad.Moving(s.Since, s.Lighter) },
        LoadUnseen s => LoseSight(s.Since),
        LoadStable s => Rest(s.Load, s.At, s.Passed),
        LoadCleared s => Rest(default, s.At),
        LoadBelowZero s => Rest(s.Load, s.At),
        LoadOverloaded => this with { Load = new PlatformLoad.Overloaded() },
        FaultRaised s => Fail(s),
        PictureChanged s => this with { CameraDelay = CameraDelay.With(s.Delay), PicturesFollowed = s.LoadChangedAt },
        FaultCleared s => this with { Faults = Faults.Without(s.Fault) },
        CommitFailed s => this with { RefusedUnanswered = RefusedUnanswered.Remove(s.Number) },
        Committed s when RefusedUnanswered.Contains(s.Number) => this with
        {
            RefusedUnanswered = RefusedUnanswered.Remove(s.Number),
            Owed = Owed.Add(new Amendment(s.Number, s.EventId, AmendmentChange.Void, Reasons.StoredAfterRefusal)),
        },
        MaintenanceChanged s => Maintain(s),
        AmendmentCommitted s => this with { Owed = Owed.RemoveAll(owed => owed.Number == s.Number) },
        _ => this,
    };

    private StationMemory Fail(FaultRaised s)
    {
        var failed = this with { Faults = Faults.With(s.Fault) };
        return s.Fault switch
        {
            // What happens on the platform while the scale is lost is not seen.
            StationFault.Scale => failed.LoseSight(s.At),

            // A camera that comes back may be another stream.
            StationFault.Camera => failed with { CameraDelay = default, PicturesFollowed = null },
            _ => failed,
        };
    }

    private StationMemory Maintain(MaintenanceChanged s) => s.Step switch
    {
        MaintenanceStep.Starting => this with { Maintenance = Maintenance.Begin(s.Since) },
        MaintenanceStep.Started => this with { Maintenance = Maintenance.Begin(s.Since), IsMaintenanceStored = true },
        MaintenanceStep.NotStarted => this with { Maintenance = Maintenance.TakeBack(), IsMaintenanceStored = false },
        _ => this with { Maintenance = Maintenance.End(s.Since), IsMaintenanceStored = false },
    };

    private StationMemory LoseSight(TimeSpan since) => this with
    {
        Load = Load is PlatformLoad.Moving moving ? moving with { Unseen = true } : new PlatformLoad.Moving(since, Lighter: false, Unseen: true),
    };

    private StationMemory Rest(StableWeight weight, TimeSpan at, LoadRange? passed = null) => this with
    {
        Load = Load is PlatformLoad.Moving moving
            ? new PlatformLoad.Resting(weight, moving.Since, moving.Lighter, at) { Unseen = moving.Unseen, Passed = passed }
            : new PlatformLoad.Resting(weight, at, Lighter: false, at) { Passed = passed },
    };
}
