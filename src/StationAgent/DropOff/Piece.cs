using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>A piece that was presented and has settled.</summary>
/// <param name="Number">Running number of the presented pieces.</param>
/// <param name="PresentedAt">When the load changed, time since boot.</param>
/// <param name="StableAt">When the load settled, time since boot.</param>
/// <param name="Mass">Its own mass.</param>
/// <param name="Load">The whole load on the scale with it.</param>
/// <param name="MovedAt">The earliest time at which the load may have begun to change: pictures from before it show the platform without the piece.</param>
/// <param name="PicturesFrom">Pictures that came before this time may show the platform before the piece had settled.</param>
internal sealed record Piece(
    long Number, TimeSpan PresentedAt, TimeSpan StableAt, StableWeight Mass, StableWeight Load, TimeSpan MovedAt, TimeSpan PicturesFrom = default);
