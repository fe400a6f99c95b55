using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>Everything the machine reacts to. Results of effects carry the number of the drop-off they belong to.</summary>
/// <param name="At">Time since boot; never runs backwards between signals.</param>
internal abstract record StationSignal(TimeSpan At)
{
    /// <summary>The load has left its settled value; <paramref name="Lighter"/> when downwards.</summary>
    internal sealed record LoadChanged(TimeSpan At, bool Lighter = false) : StationSignal(At);

    /// <summary>The load has settled. Tray: at a value over zero. Bin: at any value, also an empty bin's.</summary>
    internal sealed record LoadStable(TimeSpan At, StableWeight Load) : StationSignal(At);

    /// <summary>The load has settled at zero: the platform is empty.</summary>
    internal sealed record LoadCleared(TimeSpan At) : StationSignal(At);

    /// <summary>The load rests above what the scale can weigh.</summary>
    internal sealed record LoadOverloaded(TimeSpan At) : StationSignal(At);

    /// <summary>The frames that the capture effect asked for are at hand.</summary>
    internal sealed record Captured(TimeSpan At, long Number) : StationSignal(At);

    /// <summary>The frames could not be had.</summary>
    internal sealed record CaptureFailed(TimeSpan At, long Number, string Detail) : StationSignal(At);

    /// <summary>The frames were looked at.</summary>
    internal sealed record Classified(TimeSpan At, long Number, Recognition Recognition) : StationSignal(At);

    /// <summary>The classifier failed.</summary>
    internal sealed record ClassifyFailed(TimeSpan At, long Number, string Detail) : StationSignal(At);

    /// <summary>The drop-off is on disk, synced.</summary>
    internal sealed record Committed(TimeSpan At, long Number, string EventId) : StationSignal(At);

    /// <summary>The drop-off could not be stored. Storage counts as failed from here to the next <see cref="FaultCleared"/> of it.</summary>
    internal sealed record CommitFailed(TimeSpan At, long Number, string Detail) : StationSignal(At);

    /// <summary>The amendment is on disk, synced.</summary>
    internal sealed record AmendmentCommitted(TimeSpan At, long Number) : StationSignal(At);

    /// <summary>The amendment could not be stored. Storage counts as failed from here to the next <see cref="FaultCleared"/> of it.</summary>
    internal sealed record AmendmentFailed(TimeSpan At, long Number, string Detail) : StationSignal(At);

    /// <summary>Bin: load and picture have rested for two seconds and a new reference is taken.</summary>
    internal sealed record Rested(TimeSpan At) : StationSignal(At);

    /// <summary>A part of the station has failed.</summary>
    internal sealed record FaultRaised(TimeSpan At, StationFault Fault, string Detail) : StationSignal(At);

    /// <summary>A part of the station works again.</summary>
    internal sealed record FaultCleared(TimeSpan At, StationFault Fault) : StationSignal(At);

    /// <summary>A part still works, but somebody should see to it. A new concern about a part takes the place of the one before.</summary>
    internal sealed record ConcernRaised(TimeSpan At, StationFault Part, string Cause, string Detail) : StationSignal(At);

    /// <summary>Nobody has to see to the part any more.</summary>
    internal sealed record ConcernEnded(TimeSpan At, StationFault Part) : StationSignal(At);

    /// <summary>Time has passed; deadlines are looked at.</summary>
    internal sealed record Tick(TimeSpan At) : StationSignal(At);
}
