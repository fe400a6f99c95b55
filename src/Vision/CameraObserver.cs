using StationAgent.Vision.Capture;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Quality;

namespace StationAgent.Vision;

/// <summary>
/// Watches over a camera by its pictures. Every frame is compared with the one before byte by byte; while no piece is looked at, one every 1.4 s is
/// decoded at a quarter and judged, and one every 0.7 s before a view is known and while a change is suspected. The view is learnt from three looks at a
/// still, lit platform, kept over losses of the camera, and learnt again every ten minutes while it matches, because daylight moves on. Not for use
/// by two threads at once.
/// </summary>
public sealed class CameraObserver
{
    /// <summary>The shorter side at which pictures are judged, in pixels.</summary>
    internal const int MinShortSide = 144;

    /// <summary>The share of cells that do not exceed the bright luma of a picture.</summary>
    internal const double BrightShare = 0.98;

    private const int LooksToLearn = 3;
    private const int LooksToReport = 2;
    private const double MatchToLearn = 0.7;

    // A plain platform has no edge whose loss could be distinguished from noise.
    private const double MinSharpness = 0.1;

    // A look costs almost as much as decoding the whole picture, because every bit of it must be read. One that finds a change is followed by others
    // sooner: the change is seen after 1.4 s at most and reported after two more looks, before three seconds have passed.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1_400);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LearnEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FrozenAfter = TimeSpan.FromSeconds(2.5);

    private readonly Picture _picture = new();
    private readonly ViewMatch _view = new();
    private readonly RepeatedFrames? _repeated;
    private Overview _before = new();
    private Overview _now = new();
    private PictureSharpness? _sharpness;
    private double? _learntSharpness;
    private TimeSpan? _lookedAt;
    private TimeSpan? _learntAt;
    private int _stillLooks;
    private int _brokenLooks;
    private CameraWatch _watch = CameraWatch.Start;

    /// <summary>Makes an observer that has seen nothing.</summary>
    /// <param name="isLive">
    /// True for a sensor, whose pictures always differ by noise; false for files, which may repeat without being frozen.
    /// </param>
    public CameraObserver(bool isLive) => _repeated = isLive ? new RepeatedFrames(FrozenAfter) : null;

    /// <summary>Why the newest picture that was judged cannot be decoded; null when it can.</summary>
    public string? DecodeProblem { get; private set; }

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">The frame; a single one that cannot be decoded is passed over.</param>
    /// <param name="isIdle">True while no piece is looked at, stored or watched: only then pictures are decoded.</param>
    /// <param name="isPlatformAtRest">True when a tray is empty, or a bin waits for its next piece.</param>
    /// <returns>What is known of the camera now.</returns>
    public CameraCondition Observe(Frame frame, bool isIdle, bool isPlatformAtRest)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var isFrozen = _repeated?.Offer(frame) == true;
        if (isIdle && (_lookedAt is not { } last || frame.At - last >= Interval || frame.At < last))
        {
            _lookedAt = frame.At;
            Look(frame, isPlatformAtRest);
        }

        if (_brokenLooks >= LooksToReport)
        {
            return CameraCondition.Undecodable;
        }

        // A black picture without noise is reported as black.
        return isFrozen && _watch.Condition != CameraCondition.Black ? CameraCondition.Frozen : _watch.Condition;
    }

    private TimeSpan Interval => _brokenLooks > 0 || _watch.IsSuspecting || _learntAt is null ? LookAgainAfter : LookEvery;

    private void Look(Frame frame, bool isPlatformAtRest)
    {
        try
        {
            _now.Take(_picture, FrameDecoder.Decode(frame.Jpeg, MinShortSide, _picture));
        }
        catch (FrameDecodeException problem)
        {
            // It says nothing about the view.
            _brokenLooks++;
            DecodeProblem = problem.Message;
            return;
        }

        _brokenLooks = 0;
        DecodeProblem = null;

        var isStill = OverviewLikeness.Agree(_before, _now);
        var sharpness = SharpnessOf(_picture);
        var look = new CameraLook(
            _now.MeanLuma(),
            _now.LumaAt(BrightShare),
            isPlatformAtRest,
            isStill,
            _learntSharpness is { } learnt ? (sharpness ?? 0) / learnt : null,
            _view.With(_now));
        _watch = _watch.After(look);
        Learn(look, sharpness, frame.At);
        (_before, _now) = (_now, _before);
    }

    private double? SharpnessOf(Picture picture)
    {
        if (_sharpness?.Fits(picture) != true)
        {
            _sharpness = new PictureSharpness(picture);
        }

        return _sharpness.Of(picture);
    }

    private void Learn(in CameraLook look, double? sharpness, TimeSpan at)
    {
        var canLearn = look is { IsStill: true, IsPlatformAtRest: true } && CameraWatch.IsLit(look) && _watch.Condition == CameraCondition.Good;
        _stillLooks = canLearn ? _stillLooks + 1 : 0;
        if (_stillLooks < LooksToLearn || (_learntAt is { } learntAt && !IsDue(look, at - learntAt)))
        {
            return;
        }

        _learntAt = at;
        _learntSharpness = sharpness >= MinSharpness ? sharpness : null;
        _view.Learn(_now);
    }

    // A view that no longer matches is not learnt: the camera may have been pushed, and that would be forgotten.
    private static bool IsDue(in CameraLook look, TimeSpan age) =>
        age >= LearnEvery && look.Match is null or >= MatchToLearn && look.Sharpness is null or >= MatchToLearn;
}
