using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Weighing;

namespace StationAgent.Station.Recording;

/// <summary>The data that all events of a run share.</summary>
/// <param name="Identity">Station and device.</param>
/// <param name="Platform">Tray or bin.</param>
/// <param name="Model">The classifier.</param>
/// <param name="Carbon">Makes the carbon figures.</param>
/// <param name="WithdrawalWindow">How long after the outcome a piece may be taken back.</param>
internal sealed record EventSource(
    DeviceIdentity Identity,
    PlatformKind Platform,
    ModelData Model,
    CarbonFigures Carbon,
    TimeSpan WithdrawalWindow);
