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
        var watching = new Watching(s.Memory, s.Record, answer.EventId, s.Load, answer.At + rules.WithdrawalWindow, HasRested: false);
        return rules.Platform == PlatformKind.Bin
            ? WatchBin(watching, answer.At, rules)
            : Watch(watching, answer.At, rules);
    }

    /// <summary>Each new rest of a bin needs a new reference, and the next rest is compared with it.</summary>
    private static Transition WatchBin(Watching s, TimeSpan at, DropOffRules rules)
    {
        var next = Watch(s, at, rules);
        return next.State is Watching still
            ? new Transition(
                s.Memory.Load is PlatformLoad.Resting rest ? still with { Level = rest.Weight } : still,
                next.Effects.Add(new Effect.AwaitRest()))
            : next;
    }

    private static Transition Watch(Watching s, TimeSpan at, DropOffRules rules)
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
                    : Amend(s, AmendmentChange.Unsettled, Reasons.LoadNeverSettled, at, rules);
            case PlatformLoad.Resting rest when rest.MovedAt < s.Until && Loss(s, rest, rules) is var (change, reason):
                return Amend(s, change, reason, at, rules);
            default:
                return at < s.Until
                    ? Stay(s)
                    : ComeToRest(s.Memory, at, rules, s.HasRested).After(new Effect.Settle(s.EventId));
        }
    }

    /// <summary>Finds what the new rest means for the piece; null when the piece is still there.</summary>
    private static (AmendmentChange Change, string Reason)? Loss(Watching s, PlatformLoad.Resting rest, DropOffRules rules)
    {
        var piece = s.Accepted.Mass ?? throw new InvalidOperationException("An accepted piece was weighed.");
        if (Agree(rest.Weight, s.Level, piece, rules))
        {
            return null;
        }

        var lost = s.Level.Mass - rest.Weight.Mass;
        return rules.Platform == PlatformKind.Tray ? LossOfTray(lost, rest.Lighter) : LossOfBin(lost, piece, rules);
    }

    /// <summary>More load than the piece means a second piece on top, unless the load went down first: then the piece was exchanged for another.</summary>
    private static (AmendmentChange Change, string Reason)? LossOfTray(Grams lost, bool wentDownFirst) => (lost > Grams.Zero, wentDownFirst) switch
    {
        (true, _) => (AmendmentChange.Withdrawn, Reasons.TakenBack),
        (false, true) => (AmendmentChange.Unsettled, Reasons.LoadChangedMeanwhile),
        (false, false) => null,
    };

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
        return ComeToRest(s.Memory with { Owed = s.Memory.Owed.Add(amendment) }, at, rules);
    }

    private static Grams Smaller(Grams one, Grams other) => one < other ? one : other;

    private static Grams Larger(Grams one, Grams other) => one > other ? one : other;
}
