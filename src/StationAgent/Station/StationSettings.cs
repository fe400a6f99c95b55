using StationAgent.DropOff;
using StationAgent.Station.Recording;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>What one station is set to.</summary>
/// <param name="Rules">By which rules pieces are judged.</param>
/// <param name="Weighing">How samples become loads.</param>
/// <param name="Source">What is the same in all its events.</param>
/// <param name="FramesPerPiece">How many pictures of a piece are voted on, 1 or more.</param>
internal sealed record StationSettings(DropOffRules Rules, WeighingOptions Weighing, EventSource Source, int FramesPerPiece);
