using Microsoft.Extensions.Logging;
using StationAgent.Camera;
using StationAgent.Sensors;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Imaging;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>
/// Reads the camera as long as the station runs: judges its frames, hands them to the hub, and signals the station when the camera is lost, when it works
/// again, and when the picture of a bin has come to rest.
/// </summary>
/// <param name="open">Opens the camera; may throw.</param>
/// <param name="hub">Knows whether there is a reference.</param>
/// <param name="view">Takes the frames.</param>
/// <param name="health">Judges the pictures.</param>
/// <param name="station">Takes the signals.</param>
/// <param name="time">Clock of all waits.</param>
/// <param name="logger">Receives a message when the camera is lost and when it is back.</param>
internal sealed class CameraFeed(
    Func<IFrameSource> open, FrameHub hub, PlatformView view, CameraHealth health, IStation station, TimeProvider time, ILogger<CameraFeed> logger)
{
    /// <summary>Reads until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => new SensorReader<IFrameSource, Frame>(
        StationFault.Camera, Open, static (camera, token) => camera.NextAsync(token), HandleAsync, station.PostAsync, time, logger).RunAsync(cancellationToken);

    private IFrameSource Open()
    {
        // A camera that was lost may show another view when it comes back.
        view.Forget();
        return open();
    }

    private async ValueTask<ReadingVerdict> HandleAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (FrameHeader.ProblemOf(frame.Jpeg.Span) is { } problem)
        {
            return ReadingVerdict.Wrong(problem);
        }

        if (await health.ProblemOfAsync(frame, station.State, cancellationToken) is { } useless)
        {
            view.Forget();
            return ReadingVerdict.Wrong(useless);
        }

        await view.OfferAsync(frame, station.PostAsync, cancellationToken);

        // Without a picture of the platform before a piece comes, the piece cannot be judged: until then the camera is not usable.
        return hub.HasReference ? ReadingVerdict.Good : ReadingVerdict.NotYet;
    }
}
