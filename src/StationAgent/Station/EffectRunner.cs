using Microsoft.Extensions.Logging;
using StationAgent.Camera;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Station.Recording;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Carries out the machine's effects: pictures, classifier, store, alarms, lamp. Every failure becomes the signal that names it.</summary>
internal sealed class EffectRunner(
    PieceCamera camera,
    PieceClassifier classifier,
    EventCommitter committer,
    AlarmLimiter alarms,
    PlatformView view,
    Indicators indicators,
    TimeProvider time,
    ILogger<EffectRunner> logger) : IEffectRunner
{
    private static readonly Task<StationSignal?> Nothing = Task.FromResult<StationSignal?>(null);

    /// <inheritdoc/>
    public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case Effect.Capture capture:
                return CaptureAsync(capture, cancellationToken);
            case Effect.Classify classify:
                return ClassifyAsync(classify, cancellationToken);
            case Effect.Commit commit:
                return CommitAsync(commit, cancellationToken);
            case Effect.CommitAmendment amendment:
                return AmendAsync(amendment, cancellationToken);
            case Effect.RaiseAlarm alarm:
                return NoAnswer(alarms.RaiseAsync(alarm.Cause, alarm.Detail, cancellationToken));
            case Effect.Settle settle:
                return SettleAsync(settle, cancellationToken);
            case Effect.AwaitRest:
                view.AwaitRest();
                return Nothing;
            case Effect.AwaitClearView clear:
                view.AwaitClearView(clear.After);
                return Nothing;
            case Effect.LookAtPlatform look:
                return Task.Run<StationSignal?>(() => new EffectResult.PlatformSeen(time.SinceBoot(), view.IsPlatformEmpty(look.UntouchedUntil)), cancellationToken);
            case Effect.LookAgain look:
                return LookAgainAsync(look, cancellationToken);
            case Effect.SetZero:
                // The loop does it.
                return Nothing;
            case Effect.ShowStatus status:
                indicators.ShowStatus(status.Status);
                return Nothing;
            case Effect.ShowOutcome outcome:
                indicators.ShowOutcome(outcome.Number, outcome.Outcome, outcome.Reasons);
                return Nothing;
            case Effect.Release release:
                camera.Release(release.Number);
                return Nothing;
            default:
                throw new InvalidOperationException($"No runner knows the effect {effect.GetType().Name}.");
        }
    }

    private static async Task<StationSignal?> NoAnswer(Task work)
    {
        await work;
        return null;
    }

    private async Task<StationSignal?> CaptureAsync(Effect.Capture capture, CancellationToken cancellationToken)
    {
        try
        {
            await camera.CaptureAsync(capture.Number, capture.ChangedAt, time.SinceBoot(), cancellationToken);
            return new EffectResult.Captured(time.SinceBoot(), capture.Number);
        }
        catch (TimeoutException failure)
        {
            return new EffectResult.CaptureFailed(time.SinceBoot(), capture.Number, failure.Message);
        }
    }

    private async Task<StationSignal?> ClassifyAsync(Effect.Classify classify, CancellationToken cancellationToken)
    {
        if (camera.FramesOf(classify.Number) is not { } frames)
        {
            return new EffectResult.ClassifyFailed(time.SinceBoot(), classify.Number, "its frames were released before it was classified");
        }

        try
        {
            var recognition = await classifier.ClassifyAsync(frames, cancellationToken);
            view.NoteJudged(frames.Reference, isPieceSeen: !recognition.Reasons.Contains(RecognitionReason.NoObject));
            return new EffectResult.Classified(time.SinceBoot(), classify.Number, recognition);
        }
        catch (ClassificationException failure)
        {
            return new EffectResult.ClassifyFailed(time.SinceBoot(), classify.Number, failure.Message);
        }
    }

    private async Task<StationSignal?> LookAgainAsync(Effect.LookAgain look, CancellationToken cancellationToken)
    {
        if (camera.LookAgain(look.Number, look.ShownAt) is not { } again)
        {
            return new EffectResult.LookedAgain(time.SinceBoot(), look.Number, PictureAt: null, IsAlike: false, Recognition: null);
        }

        var isAlike = await Task.Run(() => view.IsAlike(again.Reference, again.Shown, again.Latest), cancellationToken);
        if (isAlike)
        {
            return new EffectResult.LookedAgain(time.SinceBoot(), look.Number, again.Latest.At, IsAlike: true, Recognition: null);
        }

        var isInPlace = await Task.Run(() => again.Shown.Any(shown => view.IsInPlace(again.Reference, shown, again.Latest)), cancellationToken);
        Recognition? recognition = null;
        try
        {
            recognition = await classifier.ClassifyAsync(new PieceFrames(again.Reference, [again.Latest]), cancellationToken);
        }
        catch (ClassificationException)
        {
            // A picture that cannot be judged does not show the piece.
        }

        return new EffectResult.LookedAgain(time.SinceBoot(), look.Number, again.Latest.At, IsAlike: false, recognition) { IsInPlace = isInPlace };
    }

    private async Task<StationSignal?> CommitAsync(Effect.Commit commit, CancellationToken cancellationToken)
    {
        try
        {
            var id = await committer.DropOffAsync(commit.Record, cancellationToken);
            return new EffectResult.Committed(time.SinceBoot(), commit.Number, id.ToString());
        }
        catch (StorageException failure)
        {
            return new EffectResult.CommitFailed(time.SinceBoot(), commit.Number, failure.Message) { IsTooLarge = failure.IsTooLarge };
        }
    }

    private async Task<StationSignal?> AmendAsync(Effect.CommitAmendment amendment, CancellationToken cancellationToken)
    {
        try
        {
            await committer.AmendAsync(amendment.AmendsEventId, amendment.Change, amendment.Reason, cancellationToken);
            return new EffectResult.AmendmentCommitted(time.SinceBoot(), amendment.Number);
        }
        catch (StorageException failure)
        {
            return new EffectResult.AmendmentFailed(time.SinceBoot(), amendment.Number, failure.Message) { IsTooLarge = failure.IsTooLarge };
        }
    }

    private async Task<StationSignal?> SettleAsync(Effect.Settle settle, CancellationToken cancellationToken)
    {
        try
        {
            await committer.SettleAsync(settle.EventId, cancellationToken);
        }
        catch (StorageException failure)
        {
            // Without the note a restart amends the event as unsettled, which is the cautious choice.
            Log.WindowEndNotRecorded(logger, settle.EventId, failure.Message);
        }

        return null;
    }
}
