using Microsoft.Extensions.Logging;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>Tells of frames that a camera damaged or lost: the first at once, later ones together and once a minute at most.</summary>
/// <param name="name">The camera.</param>
/// <param name="logger">Where it is told.</param>
internal sealed class LossReport(string name, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private long _damaged;
    private long _lost;
    private TimeSpan? _toldAt;

    /// <summary>Takes the counts since the camera was opened.</summary>
    /// <param name="damaged">Frames that came and were of no use.</param>
    /// <param name="lost">Frames that the driver counted and never handed out.</param>
    /// <param name="now">Time on the frames' clock.</param>
    public void Take(long damaged, long lost, TimeSpan now)
    {
        if (_toldAt is { } before && now - before < Every)
        {
            return;
        }

        if (Tell(damaged, lost))
        {
            _toldAt = now;
        }
    }

    /// <summary>Tells what is left when the camera is closed.</summary>
    /// <param name="damaged">As above.</param>
    /// <param name="lost">As above.</param>
    public void End(long damaged, long lost) => Tell(damaged, lost);

    private bool Tell(long damaged, long lost)
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
