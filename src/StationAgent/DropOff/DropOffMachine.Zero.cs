using static StationAgent.DropOff.DropOffState;
using static StationAgent.DropOff.EffectResult;

namespace StationAgent.DropOff;

/// <content>
/// A tray whose zero is wrong: it weighs less than nothing, or it weighs something that no picture shows. The zero is set again when the pictures prove that it is
/// empty.
/// </content>
internal static partial class DropOffMachine
{
    /// <summary>A person who presses a key of the scale, or cleans the platform, is done after this time.</summary>
    private static readonly TimeSpan ZeroAfter = TimeSpan.FromSeconds(5);

    /// <summary>A station that has not found its zero after this time says so.</summary>
    private static readonly TimeSpan OutAfter = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookEveryWhenOut = TimeSpan.FromSeconds(5);

    /// <summary>A load stays on a tray for hours, so looking is not for free; the third look is later than the pictures can be.</summary>
    private static readonly TimeSpan LookEveryWhenOccupied = TimeSpan.FromSeconds(10);

    private const int MatchesToZero = 3;

    private static Transition WaitForZero(BelowZero s, TimeSpan at)
    {
        var next = s;
        var transition = Stay(next);
        if (!s.IsTold && at - s.Since >= OutAfter)
        {
            next = s with { IsTold = true };
            transition = Showing(next, StationStatus.OutOfService);
            next = (BelowZero)transition.State;
        }

        return next.LookAt <= at && next.Memory.Load is PlatformLoad.Resting
            ? Transition.To(next with { LookAt = null }, new Effect.LookAtPlatform(next.Memory.UntouchedUntil)).After(transition.Effects)
            : transition;
    }

    private static Transition CompareView(BelowZero s, PlatformSeen seen)
    {
        var matches = seen.IsEmpty && s.Memory.Load is PlatformLoad.Resting ? s.Matches + 1 : 0;
        var next = s with { Matches = matches, LookAt = seen.At + (s.IsTold ? LookEveryWhenOut : LookEvery) };
        if (matches < MatchesToZero || seen.At - s.Since < ZeroAfter || s.Memory.Load is not PlatformLoad.Resting rest)
        {
            return Stay(next);
        }

        return SetZero(next with { Matches = 0 }, $"{-rest.Weight.Mass.Value:0} g below zero");
    }

    private static Transition LookForLoad(Occupied s) => Transition.To(s with { LookAt = null }, new Effect.LookAtPlatform(s.Memory.UntouchedUntil));

    /// <summary>A load that no picture shows is a zero that has jumped: nothing else lies on a platform and is not seen, and nothing is credited by it.</summary>
    private static Transition CompareView(Occupied s, PlatformSeen seen)
    {
        if (s.Memory.Load is not PlatformLoad.Resting rest)
        {
            return Stay(s);
        }

        var next = s with { Matches = seen.IsEmpty ? s.Matches + 1 : 0, LookAt = seen.At + LookEveryWhenOccupied };
        return next.Matches < MatchesToZero ? Stay(next) : SetZero(next with { Matches = 0 }, $"{rest.Weight.Mass.Value:0} g above zero");
    }

    private static Transition SetZero(DropOffState state, string where) => Transition.To(
        state,
        new Effect.SetZero(new Effect.RaiseAlarm(
            "scale_zero_set",
            $"The platform rested {where} while the pictures showed that it is empty, so its zero was set again. "
            + "Somebody may have pressed a key of the scale while something was on it; if this happens often, cover the keys")));
}
