using StationAgent.DropOff;
using StationAgent.Station.Recording;

namespace StationAgent.Station;

/// <summary>The settings of one station.</summary>
/// <param name="Rules">By which rules pieces are judged.</param>
/// <param name="Source">The data that all its events share.</param>
/// <param name="FramesPerPiece">The number of pictures of a piece that vote, 1 or more.</param>
internal sealed record StationSettings(DropOffRules Rules, EventSource Source, int FramesPerPiece);
