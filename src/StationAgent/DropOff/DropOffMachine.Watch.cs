using System.Collections.Immutable;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;
using static StationAgent.DropOff.EffectResult;

namespace StationAgent.DropOff;

/// <content>The withdrawal window of an accepted piece.</content>
internal static partial class DropOffMachine
{
    /// <summary>A bin loses about the mass of the piece when it loses at least this share and no more than its inverse.</summary>
    private const double AboutTheMass = 0.75;

    private static Transition OpenWindow(Committing s, Committed answer, DropOffRules rules)
    {
        var watching = new Watching(s.Memory, s.Record, answer.EventId, s.Load, answer.At + rules.WithdrawalWindow, HasRested: false)
        {
            Look = rules.Platform == PlatformKind.Tray && rules.WithdrawalWindow > TimeSpan.Zero ? new WindowLook(answer.At) : null,

            // What moved while the piece was being stored is compared now.
            ComparedTo = s.Record.StableAt ?? answer.At,
        };
        return rules.Platform == PlatformKind.Bin
            ? WatchBin(watching, answer.At, rules)
            : Watch(watching, answer.At, tick: null, rules);
    }

    /// <summary>Each new rest of a bin needs a new reference, and the next rest is compared with it.</summary>
    private static Transition WatchBin(Watching s, TimeSpan at, DropOffRules rules)
    {
        var next = Watch(s, at, tick: null, rules);
        return next.State is Watching still
            ? new Transition(
                s.Memory.Load is PlatformLoad.Resting rest ? still with { Level = rest.Weight, Seen = null } : still,
                next.Effects.Add(new Effect.AwaitRest()))
            : next;
    }

    /// <summary>Looks at what is known of the piece.</summary>
    /// <param name="s">The open window.</param>
    /// <param name="at">The present.</param>
    /// <param name="tick">What the scale is known to show by now; null for nothing but its last report.</param>
    /// <param name="rules">By which rules pieces are judged.</param>
    private static Transition Watch(Watching s, TimeSpan at, StationSignal.Tick? tick, DropOffRules rules)
    {
        if (s.Memory.Faults.Has(StationFault.Scale))
        {
            return Amend(s, AmendmentChange.Unsettled, Reasons.ScaleFault, at, rules);
        }

        // A movement that began inside the window belongs to it, however long it takes to come to rest.
        switch (s.Memory.Load)
        {
            case PlatformLoad.Moving moving when moving.Since < s.Until:
                return at - moving.Since < rules.StableTimeout
                    ? Stay(s)
                    : Amend(s, AmendmentChange.Unsettled, moving.Unseen ? Reasons.ScaleSilent : Reasons.LoadNeverSettled, at, rules);
            case PlatformLoad.Resting rest when rest.MovedAt < s.Until && rest.At > s.ComparedTo:
                return Loss(s, rest, rules) is var (change, reason)
                    ? Amend(s, change, reason, at, rules)
                    : WatchOn(s with { ComparedTo = rest.At, Look = DoubtAfter(s, rest, rules) }, at, tick, rules);
            default:
                return WatchOn(s, at, tick, rules);
        }
    }

    private static Transition WatchOn(Watching s, TimeSpan at, StationSignal.Tick? tick, DropOffRules rules)
    {
        // The window ends when the scale has shown the piece to its end: a silent scale ends it by its fault.
        var isSeenToTheEnd = at >= s.Until && (tick?.SeenUntil >= s.Until || MovedAfter(s.Memory.Load, s.Until));
        s = tick?.Load is { } load && !MovedAfter(s.Memory.Load, s.Until) ? s with { Seen = LoadSpan.Of(s.Seen, load) } : s;
        if (isSeenToTheEnd && s.Seen is { } seen && IsOtherLoad(s, seen, rules))
        {
            return Amend(s, AmendmentChange.Unsettled, Reasons.LoadChangedMeanwhile, at, rules);
        }

        if (s.Look is { } look && LookOn(s, look, isSeenToTheEnd, at, rules) is { } next)
        {
            return next;
        }

        return isSeenToTheEnd ? ComeToRest(s.Memory, at, rules, s.HasRested).After(EndOf(s, new Effect.Settle(s.EventId))) : Stay(s);
    }

    /// <summary>True when the newest movement began after this time: up to it the load was seen at rest.</summary>
    private static bool MovedAfter(PlatformLoad load, TimeSpan time) => load switch
    {
        PlatformLoad.Moving moving => moving.Since >= time,
        PlatformLoad.Resting rest => rest.MovedAt >= time,
        _ => false,
    };

    /// <summary>
    /// True when another load rests at the end than that which was stated: it was lifted or pressed by a steady force when it was weighed, such as a draught or something
    /// that touched it, or something was added to it. A load that has swayed has to come back as closely as it was weighed. What is missing is found by <see cref="Loss"/>.
    /// </summary>
    private static bool IsOtherLoad(Watching s, LoadSpan seen, DropOffRules rules)
    {
        var piece = s.Accepted.Mass ?? throw new InvalidOperationException("An accepted piece was weighed.");
        var tolerance = rules.Tolerance(piece.Mass, piece.Uncertainty);
        var hasSwayed = Larger(seen.Range.Highest - s.Level.Mass, s.Level.Mass - seen.Range.Lowest) > tolerance;
        return (seen.Newest - s.Level.Mass).Magnitude > (hasSwayed ? piece.Uncertainty : tolerance);
    }

    /// <summary>The pictures of a tray are kept until its window ends.</summary>
    private static ImmutableArray<Effect> EndOf(Watching s, params ImmutableArray<Effect> effects) =>
        s.Look is null ? effects : effects.Add(new Effect.Release(s.Accepted.Number));

    /// <summary>Finds what the new rest means for the piece; null when the piece is still there.</summary>
    private static (AmendmentChange Change, string Reason)? Loss(Watching s, PlatformLoad.Resting rest, DropOffRules rules)
    {
        var piece = s.Accepted.Mass ?? throw new InvalidOperationException("An accepted piece was weighed.");
        var hasLeft = HasLeft(rest, s.Level, piece);
        if (Agree(rest.Weight, s.Level, piece, rules))
        {
            return Exchange(hasLeft, rest.Unseen);
        }

        var lost = s.Level.Mass - rest.Weight.Mass;
        return rules.Platform == PlatformKind.Tray
            ? LossOfTray(lost) ?? Exchange(rest.Lighter || hasLeft, rest.Unseen)
            : LossOfBin(lost, piece, rules) ?? Exchange(hasLeft || HasLeftAfter(rest, lost, piece, rules), rest.Unseen);
    }

    /// <summary>
    /// True when the load went up first, and then down by about the mass of the piece to less than before: something lighter was put in, and then the piece taken out. With
    /// something as heavy or heavier that looks like the drop of a next piece, and is not seen.
    /// </summary>
    private static bool HasLeftAfter(PlatformLoad.Resting rest, Grams lost, StableWeight piece, DropOffRules rules) =>
        lost > rules.Tolerance(piece.Mass, piece.Uncertainty)
        && rest.Passed is { } passed
        && passed.Highest - rest.Weight.Mass >= piece.Mass * AboutTheMass;

    /// <summary>What was away, and what was not watched, may have been exchanged.</summary>
    private static (AmendmentChange Change, string Reason)? Exchange(bool hasLeft, bool wasUnseen) => (hasLeft, wasUnseen) switch
    {
        (true, _) => (AmendmentChange.Unsettled, Reasons.LoadChangedMeanwhile),
        (_, true) => (AmendmentChange.Unsettled, Reasons.ScaleSilent),
        _ => null,
    };

    /// <summary>More load than the piece means that something was added, which is looked at when the window ends.</summary>
    private static (AmendmentChange Change, string Reason)? LossOfTray(Grams lost) =>
        lost > Grams.Zero ? (AmendmentChange.Withdrawn, Reasons.TakenBack) : null;

    /// <summary>Much less than the mass of the piece is something else that was taken out.</summary>
    private static (AmendmentChange Change, string Reason)? LossOfBin(Grams lost, StableWeight piece, DropOffRules rules)
    {
        var tolerance = rules.Tolerance(piece.Mass, piece.Uncertainty);
        return lost >= Smaller(piece.Mass * AboutTheMass, piece.Mass - tolerance)
            ? lost <= Larger(piece.Mass * (1 / AboutTheMass), piece.Mass + tolerance)
                ? (AmendmentChange.Withdrawn, Reasons.TakenBack)
                : (AmendmentChange.Unsettled, Reasons.BinEmptied)
            : null;
    }

    private static Transition Amend(Watching s, AmendmentChange change, string reason, TimeSpan at, DropOffRules rules)
    {
        var amendment = new Amendment(s.Accepted.Number, s.EventId, change, reason);
        return ComeToRest(s.Memory with { Owed = s.Memory.Owed.Add(amendment) }, at, rules).After(EndOf(s));
    }

    private static Grams Smaller(Grams one, Grams other) => one < other ? one : other;

    private static Grams Larger(Grams one, Grams other) => one > other ? one : other;
}
