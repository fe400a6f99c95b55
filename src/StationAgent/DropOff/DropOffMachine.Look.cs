using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;
using static StationAgent.DropOff.EffectResult;

namespace StationAgent.DropOff;

/// <content>The looks at an accepted piece inside its window: an exchange for something of the same mass is not seen by the scale alone.</content>
internal static partial class DropOffMachine
{
    /// <summary>A hand may be in one look, and one look may be wrong.</summary>
    private const int OthersToAmend = 2;

    /// <summary>This number of looks in a row may show no more than the hand that takes the piece after its window.</summary>
    private const int HandsInView = 1;

    /// <summary>A movement puts the piece in doubt when the load passed this share of its mass on the way: less cannot have exchanged it.</summary>
    private const double DoubtfulShare = 0.5;

    /// <summary>After this time with no look that shows the piece, the doubt stays.</summary>
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(4);

    /// <summary>After this time a picture of the end of the window has come from a camera of four or more a second.</summary>
    private static readonly TimeSpan PictureComes = TimeSpan.FromMilliseconds(250);

    /// <summary>A scale that has repeated one reading for this long may have shown nothing of a movement: pieces are not exchanged in less.</summary>
    private static readonly TimeSpan ShortestExchange = TimeSpan.FromMilliseconds(500);

    /// <summary>Requires the next look, or waits for one.</summary>
    /// <returns>Null when nothing more has to be looked at.</returns>
    private static Transition? LookOn(Watching s, WindowLook look, bool isSeenToTheEnd, TimeSpan at, DropOffRules rules)
    {
        var end = s.Until + s.Memory.CameraDelay.Largest;
        var isHidden = IsHidden(s, look);
        var isOver = end + LongestUnseen <= at || (isHidden && look.LastAt >= end && end + LongestDoubt <= at);
        if (isOver || look.DoubtSince + s.Memory.CameraDelay.Largest + LongestDoubt <= at)
        {
            return Amend(s, AmendmentChange.Unsettled, Reasons.PictureChangedMeanwhile, at, rules);
        }

        // Without a camera there is nothing to look at, and what the pictures show after the piece was taken away at the right time says nothing about it. The last look may
        // have shown no more than the hand that takes it.
        var isLost = s.Memory.Faults.Has(StationFault.Camera);
        if (isSeenToTheEnd && (isLost || MovedAfter(s.Memory.Load, s.Until)))
        {
            return look is { DoubtSince: null, Others: 0 } && (!isHidden || look.Unclear <= HandsInView)
                ? null
                : Amend(s, AmendmentChange.Unsettled, Reasons.PictureChangedMeanwhile, at, rules);
        }

        if (look.AskedAt is { } asked)
        {
            return at - asked < rules.ClassificationTimeout
                ? Stay(s)
                : Stay(s with { Look = look with { AskedAt = null, NextAt = at + LookEvery } });
        }

        var isDone = isSeenToTheEnd && look is { DoubtSince: null, Others: 0 } && !isHidden && look.LastAt >= end;
        return (isDone, at >= look.NextAt) switch
        {
            (true, _) => null,
            (_, true) => Transition.To(s with { Look = look with { AskedAt = at } }, new Effect.LookAgain(s.Accepted.Number, look.ShownAt)),
            _ => Stay(s),
        };
    }

    private static Transition TakeLook(Watching s, LookedAgain seen, DropOffRules rules)
    {
        if (s.Look is not { AskedAt: not null } look)
        {
            return Stay(s);
        }

        // A camera that gives no new picture shows nothing; it fails if that lasts.
        look = look with { AskedAt = null, NextAt = NextLook(s, seen.At) };
        if (seen.PictureAt is not { } pictureAt || pictureAt == look.LastAt)
        {
            return Stay(s with { Look = look });
        }

        look = look with
        {
            LastAt = pictureAt,
            RepeatedAt = seen.ScaleRepeatedFor >= ShortestExchange ? seen.At : look.RepeatedAt,
        };
        var isAfterDoubt = pictureAt >= look.DoubtSince + s.Memory.CameraDelay.Largest;
        look = ShowsPiece(s, look, seen, rules)
            ? look with { ShownAt = pictureAt, Unclear = 0, Others = 0, DoubtSince = isAfterDoubt ? null : look.DoubtSince }
            : look with { Unclear = look.Unclear + 1, Others = ShowsOther(s, seen) ? look.Others + 1 : 0 };
        return look.Others >= OthersToAmend
            ? Amend(s, AmendmentChange.Unsettled, Reasons.PictureChangedMeanwhile, seen.At, rules)
            : Stay(s with { Look = look });
    }

    /// <summary>A piece that looks different must lie where it lay, or the scale must have been able to show that it was touched and not exchanged.</summary>
    private static bool ShowsPiece(Watching s, WindowLook look, LookedAgain seen, DropOffRules rules) => seen.IsAlike
        || (seen.Recognition is { } recognition
            && IsSameKind(s, recognition.LikeliestKind)
            && (seen.IsInPlace || (IsSameSort(s, recognition, rules) && WasWeighedSince(s, look))));

    private static bool ShowsOther(Watching s, LookedAgain seen) => seen.Recognition is { } recognition
        && (recognition.Reasons.Contains(RecognitionReason.NoObject)
            || (!recognition.IsUndecided && !IsSameKind(s, recognition.Class)));

    private static bool IsSameKind(Watching s, ClassNode? seen) => seen is not null && s.Accepted.Recognition?.Class?.IsSameKindAs(seen) == true;

    /// <summary>True when the pictures are sure of the kind, and of nothing that would go elsewhere than the accepted piece.</summary>
    private static bool IsSameSort(Watching s, Recognition recognition, DropOffRules rules) =>
        recognition is { IsUndecided: false, Class: { } seen }
        && s.Accepted.Recognition?.Class is { } accepted
        && (accepted.Contains(seen)
            || (seen.Kind == accepted.Kind && seen.Contains(accepted))
            || (rules.Classes.For(seen.Path) is { Accepted: true } rule && rule.Disposition == s.Accepted.Disposition));

    /// <summary>True when the scale showed a movement since the piece was last seen, which was judged when it ended, or would have shown one.</summary>
    private static bool WasWeighedSince(Watching s, WindowLook look) => !HasRepeatedSince(look, ShownAt(s, look)) || s.Memory.Load switch
    {
        PlatformLoad.Moving => true,
        PlatformLoad.Resting rest => rest.MovedAt >= ShownAt(s, look),
        _ => false,
    };

    /// <summary>True when neither a picture nor the scale has shown the piece of late. An exchange would be a movement on a scale that shows the present.</summary>
    private static bool IsHidden(Watching s, WindowLook look) => look.Unclear > 0 && HasRepeatedSince(look, ShownAt(s, look));

    private static bool HasRepeatedSince(WindowLook look, TimeSpan? time) => look.RepeatedAt >= time;

    /// <summary>When what the newest picture of the piece shows has happened.</summary>
    private static TimeSpan? ShownAt(Watching s, WindowLook look) => (look.ShownAt ?? s.Accepted.StableAt) - s.Memory.CameraDelay.Largest;

    /// <summary>One a second, and one as soon as the window has ended, so that it is not kept open for longer.</summary>
    private static TimeSpan NextLook(Watching s, TimeSpan at)
    {
        var end = s.Until + s.Memory.CameraDelay.Largest + PictureComes;
        return at < end && end < at + LookEvery ? end : at + LookEvery;
    }

    private static WindowLook? DoubtAfter(Watching s, PlatformLoad.Resting rest, DropOffRules rules)
    {
        var piece = s.Accepted.Mass ?? throw new InvalidOperationException("An accepted piece was weighed.");
        var isDoubtful = rest.Passed is { } passed
            && Larger(passed.Highest - s.Level.Mass, s.Level.Mass - passed.Lowest) >= piece.Mass * DoubtfulShare;
        var opened = s.Until - rules.WithdrawalWindow;
        return isDoubtful && s.Look is { } look ? look with { DoubtSince = rest.At > opened ? rest.At : opened } : s.Look;
    }
}
