using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Camera;

/// <summary>What the pictures show of the platform beside the pieces: takes every frame of the camera, and answers what the station asks about them.</summary>
/// <param name="hub">Keeps the frames.</param>
/// <param name="rest">Watches for a bin that rests.</param>
/// <param name="clear">Watches for a tray whose view is clear.</param>
/// <param name="delay">Measures the delay of the pictures.</param>
/// <param name="likeness">Decides whether two frames show the same.</param>
/// <param name="finder">Finds what lies on the platform.</param>
internal sealed class PlatformView(
    FrameHub hub, RestWatch rest, ClearViewWatch clear, PictureDelayWatch delay, FrameLikeness likeness, ObjectFinder finder)
{
    /// <summary>Takes the next frame of the camera.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="post">Takes the signals that it gives rise to.</param>
    /// <param name="cancellationToken">Ends the wait for the station.</param>
    public async ValueTask OfferAsync(Frame frame, Func<StationSignal, CancellationToken, ValueTask> post, CancellationToken cancellationToken)
    {
        // A delay is reported before the frame that shows it can be taken for a picture of the piece.
        if (delay.Offer(frame) is { } changed)
        {
            await post(changed, cancellationToken);
        }

        hub.Offer(frame);
        if (rest.Offer(frame))
        {
            await post(new StationSignal.Rested(frame.At), cancellationToken);
        }

        if (clear.Offer(frame))
        {
            await post(new StationSignal.ViewCleared(frame.At), cancellationToken);
        }
    }

    /// <summary>Forgets every frame: the camera was lost and may show another view when it comes back.</summary>
    public void Forget()
    {
        hub.Forget();
        delay.Stop();
    }

    /// <summary>Bin: from now on watches for load and picture to rest.</summary>
    public void AwaitRest() => rest.Start();

    /// <summary>Tray: from now on watches for a clear view.</summary>
    public void AwaitClearView(TimeSpan after) => clear.Start(after);

    /// <summary>The pictures of a piece were compared with their reference.</summary>
    public void NoteJudged(Frame? reference, bool isPieceSeen)
    {
        if (reference is not null)
        {
            hub.NoteJudged(reference, isPieceSeen);
        }
    }

    /// <summary>Compares the newest picture with those of the empty platform.</summary>
    /// <param name="untouchedUntil">Until when the platform was empty, as time since boot; null to use only the pictures over which pieces were seen.</param>
    /// <returns>False also when there is no picture to compare.</returns>
    public bool IsPlatformEmpty(TimeSpan? untouchedUntil)
    {
        if (hub.Latest is not { } latest)
        {
            return false;
        }

        var untouched = untouchedUntil is { } until ? hub.FindReference(until) : null;
        return (untouched is not null && IsSame(untouched, latest)) || hub.EmptyPlatform.Any(empty => IsSame(empty, latest));

        // Two pictures of the same brightness are alike, whatever their colours: a piece of the platform's own brightness is found by the other.
        bool IsSame(Frame empty, Frame frame) => likeness.Agree(empty, frame) && !finder.IsObjectIn(empty, frame);
    }

    /// <summary>Whether a frame shows what one of the earlier frames shows. A piece that is hardly told from the platform shows in no such way.</summary>
    public bool IsAlike(Frame? empty, IReadOnlyList<Frame> before, Frame now) =>
        before.Any(frame => likeness.Agree(frame, now)) && (empty is null || !likeness.Agree(empty, now));

    /// <summary>Whether what lies on the platform is where it was in an earlier frame; false also without a picture of the empty platform.</summary>
    public bool IsInPlace(Frame? empty, Frame before, Frame now) => empty is not null && finder.IsInPlace(empty, before, now);

    /// <summary>Requires the picture of a bin to come to rest again, because the load has changed.</summary>
    public void Disturb() => rest.Disturb();

    /// <summary>The load on a platform at rest has changed: the pictures should follow.</summary>
    public void ExpectChange(TimeSpan since, TimeSpan at) => delay.Start(since, at);

    /// <summary>The load that changed was not a piece.</summary>
    public void ExpectNothing() => delay.Stop();
}
