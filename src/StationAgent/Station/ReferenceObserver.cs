using StationAgent.Camera;
using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Passes what the scale detects to the part that keeps the reference pictures: a platform that is empty again, and a load change that disturbs a resting bin.</summary>
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
