using StationAgent.Scale;
using StationAgent.Vision.Capture;

namespace StationAgent.Station;

/// <summary>Opens the station's sensors, also again after a loss.</summary>
/// <param name="OpenScale">Opens the scale; may throw.</param>
/// <param name="OpenCamera">Opens the camera; may throw.</param>
/// <param name="Indicator">Lamp and display that belong to these sensors; null for none.</param>
internal sealed record StationSensors(Func<IScale> OpenScale, Func<IFrameSource> OpenCamera, IIndicator? Indicator)
{
    /// <summary>Whether the camera's pictures come from a sensor, so that no two are the same.</summary>
    public bool IsCameraLive { get; init; }
}
