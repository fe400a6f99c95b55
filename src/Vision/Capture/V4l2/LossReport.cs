using Microsoft.Extensions.Logging;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>Logs the frames that a camera damaged or lost: the first at once, later ones together and once a minute at most.</summary>
/// <param name="name">The camera.</param>
/// <param name="logger">Gets the report.</param>
internal sealed class LossReport(string name, ILogger logger)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private long _damaged;
    private long _lost;
    private TimeSpan? _reportedAt;

    /// <summary>Takes the counts since the camera was opened and logs what is new when a report is due.</summary>
    /// <param name="damaged">Frames that came and could not be used.</param>
    /// <param name="lost">Frames that the driver counted and never handed out.</param>
    /// <param name="now">Time on the frames' clock.</param>
    public void Take(long damaged, long lost, TimeSpan now)
    {
        if (_reportedAt is { } before && now - before < ReportInterval)
        {
            return;
        }

        if (Report(damaged, lost))
        {
            _reportedAt = now;
        }
    }

    /// <summary>Logs what is not reported yet when the camera is closed.</summary>
    /// <param name="damaged">Frames that came and could not be used.</param>
    /// <param name="lost">Frames that the driver counted and never handed out.</param>
    public void End(long damaged, long lost) => Report(damaged, lost);

    private bool Report(long damaged, long lost)
    {
        if (damaged == _damaged && lost == _lost)
        {
            return false;
        }

        Log.FramesMissing(logger, name, damaged - _damaged, lost - _lost);
        (_damaged, _lost) = (damaged, lost);
        return true;
    }
}
