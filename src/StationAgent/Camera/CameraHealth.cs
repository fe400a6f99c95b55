using StationAgent.DropOff;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Camera;

/// <summary>
/// Judges the camera by its pictures: an unusable camera is a fault of the station; a camera that has become worse is reported in health and by an alarm while
/// the station continues.
/// </summary>
/// <param name="observer">Looks at the pictures.</param>
/// <param name="post">Hands a signal to the station loop.</param>
internal sealed class CameraHealth(CameraObserver observer, Func<StationSignal, CancellationToken, ValueTask> post)
{
    private CameraCondition _reported = CameraCondition.Good;

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="state">The state of the station: the view is checked only while no piece is being handled.</param>
    /// <param name="cancellationToken">Ends the wait for the loop.</param>
    /// <returns>Why the camera is unusable, in words for people; null while it is usable.</returns>
    /// <exception cref="FrameSourceException">The picture is frozen: the camera has to be opened again.</exception>
    public async ValueTask<string?> ProblemOfAsync(Frame frame, DropOffState state, CancellationToken cancellationToken)
    {
        var condition = observer.Observe(frame, state.NothingPending, state is DropOffState.Ready);
        if (condition != _reported)
        {
            _reported = condition;
            await post(Tell(condition, frame.At), cancellationToken);
        }

        return condition switch
        {
            CameraCondition.Black => "the picture is black: check that the lens is not covered and the light is on",
            CameraCondition.Undecodable =>
                $"its pictures cannot be decoded: {observer.DecodeProblem} If this continues, restart the camera, or choose another resolution or JPEG setting",
            CameraCondition.Frozen => throw new FrameSourceException(
                "the picture is frozen: the camera keeps sending the same picture; if this continues, unplug it or restart it"),
            _ => null,
        };
    }

    private static StationSignal Tell(CameraCondition condition, TimeSpan at) => condition switch
    {
        CameraCondition.Blurred => new StationSignal.ConcernRaised(
            at, StationFault.Camera, "camera_blurred", "the picture is blurred: clean the lens and check its focus"),
        CameraCondition.MovedView => new StationSignal.ConcernRaised(
            at,
            StationFault.Camera,
            "camera_moved",
            "the camera has moved: restore its aim, or restart the agent if the new view is wanted"),
        _ => new StationSignal.ConcernEnded(at, StationFault.Camera),
    };
}
