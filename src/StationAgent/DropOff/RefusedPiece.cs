using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>A piece that was weighed and not accepted: whoever presents it again gets another try.</summary>
/// <param name="EventId">Id of the first event about it.</param>
/// <param name="Mass">Its mass.</param>
/// <param name="Before">Bin: what it lay on. Tray: nothing.</param>
/// <param name="At">When the person was told.</param>
internal sealed record RefusedPiece(string EventId, StableWeight Mass, StableWeight Before, TimeSpan At)
{
    /// <summary>Whoever comes later has most likely brought something else.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
}
