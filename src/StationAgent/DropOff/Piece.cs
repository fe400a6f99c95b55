using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>A piece that was presented and has settled.</summary>
/// <param name="Number">Running number of the presented pieces.</param>
/// <param name="PresentedAt">When the load changed, time since boot.</param>
/// <param name="StableAt">When the load settled, time since boot.</param>
/// <param name="Mass">Its own mass.</param>
/// <param name="Load">The whole load on the scale with it.</param>
internal sealed record Piece(long Number, TimeSpan PresentedAt, TimeSpan StableAt, StableWeight Mass, StableWeight Load);
