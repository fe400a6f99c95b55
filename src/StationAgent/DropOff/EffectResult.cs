using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>How an effect of the machine ended. Each result carries the number of the drop-off it belongs to.</summary>
/// <param name="At">Time since boot; never runs backwards between signals.</param>
/// <param name="Number">Number of the drop-off.</param>
internal abstract record EffectResult(TimeSpan At, long Number) : StationSignal(At)
{
    /// <summary>The frames that the capture effect requested were taken.</summary>
    internal sealed record Captured(TimeSpan At, long Number) : EffectResult(At, Number);

    /// <summary>The frames could not be taken.</summary>
    internal sealed record CaptureFailed(TimeSpan At, long Number, string Detail) : EffectResult(At, Number);

    /// <summary>The frames were classified.</summary>
    internal sealed record Classified(TimeSpan At, long Number, Recognition Recognition) : EffectResult(At, Number);

    /// <summary>The classifier failed.</summary>
    internal sealed record ClassifyFailed(TimeSpan At, long Number, string Detail) : EffectResult(At, Number);

    /// <summary>A stored piece was looked at once more.</summary>
    /// <param name="At">Time since boot.</param>
    /// <param name="Number">Number of the drop-off.</param>
    /// <param name="PictureAt">When the picture came; null when there was none.</param>
    /// <param name="IsAlike">True when the picture is like one that shows the piece.</param>
    /// <param name="Recognition">What a picture shows that is not like it; null when there is none.</param>
    internal sealed record LookedAgain(TimeSpan At, long Number, TimeSpan? PictureAt, bool IsAlike, Recognition? Recognition) : EffectResult(At, Number)
    {
        /// <summary>True when what the picture shows lies where the piece lay.</summary>
        public bool IsInPlace { get; init; }

        /// <summary>For how long the scale has repeated its newest reading.</summary>
        public TimeSpan ScaleRepeatedFor { get; init; }
    }

    /// <summary>The platform was compared with the picture of the empty one.</summary>
    /// <param name="At">Time since boot.</param>
    /// <param name="IsEmpty">True when the pictures are alike; false also when there is none to compare with.</param>
    internal sealed record PlatformSeen(TimeSpan At, bool IsEmpty) : EffectResult(At, Number: 0);

    /// <summary>The drop-off is on disk, synced.</summary>
    internal sealed record Committed(TimeSpan At, long Number, string EventId) : EffectResult(At, Number);

    /// <summary>The drop-off could not be stored. Storage counts as failed from here to the next <see cref="StationSignal.FaultCleared"/> of it.</summary>
    internal sealed record CommitFailed(TimeSpan At, long Number, string Detail) : EffectResult(At, Number)
    {
        /// <summary>True when only this event is too large: then storage works.</summary>
        public bool IsTooLarge { get; init; }
    }

    /// <summary>The amendment is on disk, synced.</summary>
    internal sealed record AmendmentCommitted(TimeSpan At, long Number) : EffectResult(At, Number);

    /// <summary>The amendment could not be stored. Storage counts as failed from here to the next <see cref="StationSignal.FaultCleared"/> of it.</summary>
    internal sealed record AmendmentFailed(TimeSpan At, long Number, string Detail) : EffectResult(At, Number)
    {
        /// <summary>True when only this event is too large: then storage works.</summary>
        public bool IsTooLarge { get; init; }
    }
}
