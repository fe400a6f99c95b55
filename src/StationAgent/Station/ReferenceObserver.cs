using StationAgent.Camera;
using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Tells the camera's memory what the scale saw: a platform that is empty again, a load that disturbs a resting bin.</summary>
internal sealed class ReferenceObserver(FrameHub hub, RestWatch rest) : IStationObserver
{
    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        switch (signal)
        {
            case StationSignal.LoadChanged:
                rest.Disturb();
                break;
            case StationSignal.LoadCleared:
                hub.PlatformCleared();
                break;
        }
    }
}
