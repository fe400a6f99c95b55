using System.Collections.Immutable;
using StationAgent.DropOff.Grading;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;

namespace StationAgent.DropOff;

/// <content>From the settled load to the record that is stored.</content>
internal static partial class DropOffMachine
{
    /// <summary>By then a scale that fell silent has failed, and one that repeats itself is believed.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromSeconds(75);

    private static Transition Weigh(StationMemory memory, TimeSpan presentedAt, TimeSpan at, DropOffRules rules)
    {
        var load = ((PlatformLoad.Resting)memory.Load).Weight;
        var step = Difference(load, memory.Base);
        if (step.Mass < rules.Minimum)
        {
            return ComeToRest(memory, at, rules);
        }

        var (numbered, number) = Number(memory);
        var piece = new Piece(number, presentedAt, at, step, load, memory.UntouchedUntil ?? presentedAt);
        ImmutableArray<string> missing =
        [
            .. memory.Faults.Has(StationFault.Camera) ? [Reasons.CameraFault] : ImmutableArray<string>.Empty,
            .. memory.Faults.Has(StationFault.Model) ? [Reasons.ModelFault] : ImmutableArray<string>.Empty,
        ];
        var (busy, show) = Show(numbered, StationStatus.Busy);
        busy = busy with { UntouchedUntil = null };
        return missing.IsEmpty
            ? AwaitPictures(new AwaitingPictures(busy, piece), at, rules).After(show)
            : Conclude(busy, piece, Judgement.Doubt(missing), recognition: null, at, rules).After(show);
    }

    /// <summary>Pictures that are behind the scale are waited for, so that the settled piece is judged and not what was there before it.</summary>
    private static Transition AwaitPictures(Examining s, TimeSpan at, DropOffRules rules)
    {
        var delay = s.Memory.CameraDelay.Largest;
        if (delay > rules.LongestCameraDelay)
        {
            return Doubt(s, Reasons.CameraLate, at, rules);
        }

        var piece = s.Piece with { PicturesFrom = s.Piece.StableAt + delay };
        return at >= piece.PicturesFrom ? Capture(s.Memory, piece, at, rules) : Stay(new AwaitingPictures(s.Memory, piece));
    }

    private static Transition Capture(StationMemory memory, Piece piece, TimeSpan at, DropOffRules rules) => Transition.To(
        new Capturing(memory, piece, at + rules.CaptureTimeout),
        new Effect.Capture(piece.Number, piece.MovedAt));

    private static Transition Classify(Capturing s, TimeSpan at, DropOffRules rules) => Transition.To(
        new Classifying(s.Memory, s.Piece, at + rules.ClassificationTimeout),
        new Effect.Classify(s.Piece.Number));

    private static Transition Judge(Examining s, Recognition recognition, TimeSpan at, DropOffRules rules)
    {
        if (s.Memory.Load is PlatformLoad.Moving)
        {
            return Transition.To(new Confirming(s.Memory, s.Piece, recognition));
        }

        // The delay was measured after these pictures were taken, by this piece or the one before.
        if (s.Piece.PicturesFrom < s.Piece.StableAt + s.Memory.CameraDelay.Largest)
        {
            return AwaitPictures(s, at, rules);
        }

        var deadline = s.Piece.StableAt + rules.LongestCameraDelay;
        return recognition.Reasons.Contains(RecognitionReason.NoObject) && at < deadline && !(s.Memory.PicturesFollowed >= s.Piece.MovedAt)
            ? Stay(new AwaitingChange(s.Memory, s.Piece, recognition, deadline))
            : ConcludeSeen(s, recognition, at, rules);
    }

    private static Transition ConcludeSeen(Examining s, Recognition recognition, TimeSpan at, DropOffRules rules) =>
        Conclude(s.Memory, s.Piece, DropOffJudge.Judge(recognition, s.Piece.Mass, rules), recognition, at, rules);

    /// <summary>Handles a load that rests again while the piece is examined: a knock is tolerated, another piece or long handling is not.</summary>
    private static Transition CompareLoad(Examining s, TimeSpan at, DropOffRules rules)
    {
        var isSame = s.Memory.Load is PlatformLoad.Resting { Unseen: false } rest
            && rest.At - rest.MovedAt <= rules.LongestDisturbance
            && Agree(rest.Weight, s.Piece.Load, s.Piece.Mass, rules)
            && !HasLeft(rest, s.Piece.Load, s.Piece.Mass);
        return (isSame, s) switch
        {
            (false, _) => Doubt(s, MovementOf(s.Memory), at, rules),
            (true, Confirming c) => Judge(c, c.Recognition, at, rules),
            (true, _) => Stay(s),
        };
    }

    /// <summary>True when the load went down by about the mass of the piece before it came back: what rests now may be another piece.</summary>
    private static bool HasLeft(PlatformLoad.Resting rest, StableWeight level, StableWeight piece) =>
        rest.Passed is { } passed && level.Mass - passed.Lowest >= piece.Mass * AboutTheMass;

    /// <summary>The reason code for a load that moved at the wrong time.</summary>
    private static string MovementOf(StationMemory memory) =>
        memory.Load is PlatformLoad.Moving { Unseen: true } or PlatformLoad.Resting { Unseen: true } ? Reasons.ScaleSilent : Reasons.LoadChangedMeanwhile;

    private static bool MovesTooLong(Examining s, TimeSpan at, DropOffRules rules) =>
        s.Memory.Load is PlatformLoad.Moving moving && at - moving.Since > rules.LongestDisturbance;

    private static Transition Doubt(Examining s, string reason, TimeSpan at, DropOffRules rules) =>
        Conclude(s.Memory, s.Piece, Judgement.Doubt(reason), (s as Confirming)?.Recognition, at, rules);

    private static Transition RefuseWeight(StationMemory memory, TimeSpan presentedAt, TimeSpan at, DropOffRules rules) =>
        ConcludeUnweighed(memory, Judgement.Reject(Reasons.Overload), presentedAt, at, rules);

    /// <summary>
    /// A load that only went down, as when a bin is emptied, was no piece. While the scale does not show the present, nobody knows: what has come is weighed when it
    /// does again.
    /// </summary>
    private static Transition GiveUpWeighing(Settling s, TimeSpan at, DropOffRules rules)
    {
        var isHidden = s.Memory.Load is PlatformLoad.Moving { Unseen: true } && at - s.PresentedAt < LongestUnseen;
        return (isHidden, s.Lighter) switch
        {
            (true, _) => Stay(s),
            (_, true) => ComeToRest(s.Memory, at, rules),
            _ => ConcludeUnweighed(s.Memory, Judgement.Doubt(Reasons.LoadNeverSettled), s.PresentedAt, at, rules),
        };
    }

    private static Transition ConcludeUnweighed(
        StationMemory memory,
        Judgement judgement,
        TimeSpan presentedAt,
        TimeSpan at,
        DropOffRules rules)
    {
        var (numbered, number) = Number(memory);
        var (busy, show) = Show(numbered, StationStatus.Busy);
        var record = new DropOffRecord(
            number, judgement.Outcome, judgement.Reasons, Recognition: null, judgement.Disposition, Mass: null, presentedAt, StableAt: null)
        {
            IsTest = memory.Maintenance.Covers(presentedAt),
        };
        return Commit(busy, record, load: default, at, rules).After(show);
    }

    private static Transition Conclude(
        StationMemory memory,
        Piece piece,
        Judgement judgement,
        Recognition? recognition,
        TimeSpan at,
        DropOffRules rules)
    {
        var record = new DropOffRecord(
            piece.Number,
            judgement.Outcome,
            judgement.Reasons,
            recognition,
            judgement.Disposition,
            piece.Mass,
            piece.PresentedAt,
            piece.StableAt)
        {
            IsTest = memory.Maintenance.Covers(piece.PresentedAt),
            Remarks = judgement.Remarks,
            Grade = PieceGrader.Of(recognition, piece.Mass, rules.Classes, rules.Sizes),
            RetryOf = IsPresentedAgain(memory, piece, rules) ? memory.Refused?.EventId : null,
        };
        return Commit(memory, record, piece.Load, at, rules);
    }

    /// <summary>True when the piece weighs what the refused one weighs, which was taken away and is back shortly after.</summary>
    private static bool IsPresentedAgain(StationMemory memory, Piece piece, DropOffRules rules) =>
        memory.Refused is { } refused
        && piece.PresentedAt - refused.At <= RefusedPiece.Longest
        && Agree(piece.Mass, refused.Mass, piece.Mass, rules)
        && Agree(memory.Base, refused.Before, piece.Mass, rules);

    private static (StationMemory Memory, long Number) Number(StationMemory memory) =>
        (memory with { LastNumber = memory.LastNumber + 1 }, memory.LastNumber + 1);

    private static bool Agree(StableWeight one, StableWeight other, StableWeight piece, DropOffRules rules) =>
        (one.Mass - other.Mass).Magnitude <= rules.Tolerance(piece.Mass, Difference(one, other).Uncertainty);

    private static StableWeight Difference(StableWeight load, StableWeight before) =>
        new(load.Mass - before.Mass, new Grams(Math.Sqrt(
            (load.Uncertainty.Value * load.Uncertainty.Value) + (before.Uncertainty.Value * before.Uncertainty.Value))));
}
