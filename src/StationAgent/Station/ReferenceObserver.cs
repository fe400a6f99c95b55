using StationAgent.Camera;
using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Passes what the scale detects to the part that keeps the pictures of the platform: a load that changes, a piece that is handled, a platform that is empty again.</summary>
internal sealed class ReferenceObserver(FrameHub hub, PlatformView view) : IStationObserver
{
    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        switch (signal)
        {
            case StationSignal.LoadChanged changed:
                view.Disturb();
                ExpectChange(before, changed.Since, changed.At, changed.Lighter);
                break;
            case StationSignal.LoadUnseen unseen:
                view.Disturb();
                ExpectChange(before, unseen.Since, unseen.At, isLighter: false);
                break;

            // After a touch the frames from before it still show the empty platform.
            case StationSignal.LoadCleared when before is not (DropOffState.Ready or DropOffState.Settling):
                hub.PlatformCleared();
                break;
        }

        if (before is DropOffState.Settling && after is not (DropOffState.Settling or DropOffState.Examining))
        {
            view.ExpectNothing();
        }

        hub.Hold(after is DropOffState.Settling or DropOffState.Examining or DropOffState.BelowZero);
    }

    private void ExpectChange(DropOffState before, TimeSpan since, TimeSpan at, bool isLighter)
    {
        if (before is DropOffState.Ready && !isLighter)
        {
            view.ExpectChange(since, at);
        }
    }
}
