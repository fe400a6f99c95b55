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

    /// <summary>A movement puts the piece in doubt when the load passed this share of its mass on the way: less cannot have exchanged it.</summary>
    private const double DoubtfulShare = 0.5;

    /// <summary>After this time with no look that shows the piece, the doubt stays.</summary>
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(4);

    /// <summary>After this time a picture of the end of the window has come from a camera of four or more a second.</summary>
    private static readonly TimeSpan PictureComes = TimeSpan.FromMilliseconds(250);

    /// <summary>Requests the next look, or waits for one.</summary>
    /// <returns>Null when nothing more has to be looked at.</returns>
    private static Transition? LookOn(Watching s, WindowLook look, bool isSeenToTheEnd, TimeSpan at, DropOffRules rules)
    {
        var delay = s.Memory.CameraDelay.Largest;
        if (look.DoubtSince + delay + LongestDoubt <= at)
        {
            return Amend(s, AmendmentChange.Unsettled, Reasons.PictureChangedMeanwhile, at, rules);
        }

        // What the pictures show after the piece was taken away at the right time says nothing about it.
        if (isSeenToTheEnd && MovedAfter(s.Memory.Load, s.Until))
        {
            return look.DoubtSince is null && look.Others == 0
                ? null
                : Amend(s, AmendmentChange.Unsettled, Reasons.PictureChangedMeanwhile, at, rules);
        }

        if (look.AskedAt is { } asked)
        {
            return at - asked < rules.ClassificationTimeout
                ? Stay(s)
                : Stay(s with { Look = look with { AskedAt = null, NextAt = at + LookEvery } });
        }

        // Without a camera there is nothing to look at; the scale has shown the piece all the time, unless a doubt says otherwise.
        var isLooked = look.LastAt >= s.Until + delay || s.Memory.Faults.Has(StationFault.Camera);
        var isDone = isSeenToTheEnd && look.DoubtSince is null && look.Others == 0 && isLooked;
        return (isDone, at >= look.NextAt) switch
        {
            (true, _) => null,
            (_, true) => Transition.To(s with { Look = look with { AskedAt = at } }, new Effect.LookAgain(s.Accepted.Number)),
            _ => Stay(s),
        };
    }

    private static Transition TakeLook(Watching s, LookedAgain seen, DropOffRules rules)
    {
        if (s.Look is not { AskedAt: not null } look)
        {
            return Stay(s);
        }

        var accepted = s.Accepted.Recognition?.Material;
        var isGone = !seen.IsAlike && seen.Recognition is { } nothing && nothing.Reasons.Contains(RecognitionReason.NoObject);
        var isOther = isGone || (!seen.IsAlike && seen.Recognition is { IsUndecided: false } other && other.Material != accepted);
        var isPiece = seen.IsAlike || (seen.Recognition is { IsUndecided: false } same && same.Material == accepted);
        var isAfterDoubt = seen.PictureAt >= look.DoubtSince + s.Memory.CameraDelay.Largest;
        var next = look with
        {
            AskedAt = null,
            LastAt = seen.PictureAt ?? look.LastAt,
            NextAt = NextLook(s, seen.At),
            Others = isOther ? look.Others + 1 : 0,
            DoubtSince = isPiece && isAfterDoubt ? null : look.DoubtSince,
        };
        return next.Others >= OthersToAmend
            ? Amend(s, AmendmentChange.Unsettled, Reasons.PictureChangedMeanwhile, seen.At, rules)
            : Stay(s with { Look = next });
    }

    /// <summary>One a second, and one as soon as the window has ended, so that it is not kept open for longer.</summary>
    private static TimeSpan NextLook(Watching s, TimeSpan at)
    {
        var end = s.Until + s.Memory.CameraDelay.Largest + PictureComes;
        return at < end && end < at + LookEvery ? end : at + LookEvery;
    }

    private static WindowLook? DoubtAfter(Watching s, PlatformLoad.Resting rest)
    {
        var piece = s.Accepted.Mass ?? throw new InvalidOperationException("An accepted piece was weighed.");
        var isDoubtful = rest.Passed is { } passed
            && Larger(passed.Highest - s.Level.Mass, s.Level.Mass - passed.Lowest) >= piece.Mass * DoubtfulShare;
        return isDoubtful && s.Look is { } look ? look with { DoubtSince = rest.At } : s.Look;
    }
}
