using StationAgent.DropOff;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Camera;

/// <summary>
/// Judges the camera by its pictures: one that is of no use is a fault of the station, one that has become worse is told by health and an alarm while
/// the station goes on.
/// </summary>
/// <param name="observer">Looks at the pictures.</param>
/// <param name="post">Hands a signal to the station loop.</param>
internal sealed class CameraHealth(CameraObserver observer, Func<StationSignal, CancellationToken, ValueTask> post)
{
    private CameraCondition _told = CameraCondition.Good;

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="state">Where the station is: pictures are looked at only while no piece is.</param>
    /// <param name="cancellationToken">Ends the wait for the loop.</param>
    /// <returns>Why the camera is of no use, for a person; null while it is.</returns>
    /// <exception cref="FrameSourceException">The picture is frozen: the camera is to be opened anew.</exception>
    public async ValueTask<string?> ProblemOfAsync(Frame frame, DropOffState state, CancellationToken cancellationToken)
    {
        var condition = observer.Observe(frame, state.NothingPending, state is DropOffState.Ready);
        if (condition != _told)
        {
            _told = condition;
            await post(Tell(condition, frame.At), cancellationToken);
        }

        return condition switch
        {
            CameraCondition.Black => "the picture is black: is the lens covered, or the light off?",
            CameraCondition.Frozen => throw new FrameSourceException(
                "the picture is frozen: the camera sends the same one again and again; if it stays so, unplug it or restart it"),
            _ => null,
        };
    }

    private static StationSignal Tell(CameraCondition condition, TimeSpan at) => condition switch
    {
        CameraCondition.Blurred => new StationSignal.ConcernRaised(
            at, StationFault.Camera, "camera_blurred", "the picture is blurred: clean the lens and look at its focus"),
        CameraCondition.MovedView => new StationSignal.ConcernRaised(
            at,
            StationFault.Camera,
            "camera_moved",
            "the camera looks elsewhere than before: aim it as it was, or restart the agent if the new view is wanted"),
        _ => new StationSignal.ConcernEnded(at, StationFault.Camera),
    };
}
