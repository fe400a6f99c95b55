using System.Globalization;
using StationAgent.DropOff;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>Compares what a station with failing sensors credited with what happened. Pure.</summary>
internal sealed class SensorFaultComparison
{
    private const string NoFault = "none";

    private readonly IReadOnlyList<Placement> _placements;
    private readonly Dictionary<string, ReceivedDropOff> _received;
    private readonly CreditAudit _audit;
    private readonly List<Placement> _credited = [];
    private readonly List<Placement> _answered = [];
    private readonly List<WrongCredit> _wrong = [];
    private readonly SortedDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _amended = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FaultShare> _byKind = new(StringComparer.Ordinal);
    private int _credits;
    private int _rightlyRefused;
    private int _misrecognised;
    private int _withoutReason;
    private int _takenBack;

    private SensorFaultComparison(SensorFaultJournal journal, IReadOnlyList<ReceivedDropOff> received, DropOffRules rules)
    {
        _placements = journal.Placements;
        _received = received.ToDictionary(one => one.Id, StringComparer.Ordinal);
        _audit = new CreditAudit(rules);
        foreach (var judged in journal.Judged)
        {
            Take(judged, CreditAudit.PieceOf(judged, _placements), rules);
        }
    }

    /// <summary>Compares at the end of a run.</summary>
    /// <param name="kinds">The names of the kinds that were at work.</param>
    /// <param name="journal">What happened.</param>
    /// <param name="received">What a consumer received.</param>
    /// <param name="rules">The rules of the station.</param>
    public static SensorFaultSummary Compare(
        IReadOnlyList<string> kinds, SensorFaultJournal journal, IReadOnlyList<ReceivedDropOff> received, DropOffRules rules)
    {
        var comparison = new SensorFaultComparison(journal, received, rules);
        var unanswered = comparison.FindUnanswered();
        comparison.CountPieces(unanswered);
        return new SensorFaultSummary
        {
            Kinds = kinds,
            Pieces = journal.Placements.Count,
            Credited = comparison._credits,
            TakenBackOrSwapped = comparison._takenBack,
            CreditedAlthoughTakenBackOrSwapped = comparison._wrong.Count(one =>
                one.Why == NameOf(CreditFault.TakenBack) || one.Why == NameOf(CreditFault.Swapped)),
            WrongCredits = comparison._wrong,
            Misrecognised = comparison._misrecognised,
            RightlyRefused = comparison._rightlyRefused,
            Refusals = comparison._refusals,
            Amended = comparison._amended,
            WithoutReason = comparison._withoutReason,
            Unanswered = [.. unanswered.Select(Tell)],
            TurnedAway = [.. journal.TurnedAway.Select(one => new TurnedAwayLine(Seconds(one.At), NameOf(one.Status), one.Cause))],
            ByKind = comparison._byKind,
        };
    }

    private void Take(JudgedPiece judged, Placement? piece, DropOffRules rules)
    {
        if (piece is not null)
        {
            _answered.Add(piece);
        }

        var isAccepted = judged.Record.Outcome == Outcome.Accepted;
        var hasLeft = piece?.LiftedAt < judged.At + rules.WithdrawalWindow;
        _takenBack += isAccepted && hasLeft ? 1 : 0;
        if (!isAccepted)
        {
            Refuse(judged, piece);
        }
        else if (!_received.TryGetValue(judged.EventId, out var received) || received.Change is null)
        {
            Credit(judged, piece);
        }
        else if (piece is { IsHonest: true } && !hasLeft)
        {
            Count(_amended, received.Reason is { Length: > 0 } reason ? reason : "");
            Share(piece, share => share with { Amended = share.Amended + 1 });
        }
    }

    private void Credit(JudgedPiece judged, Placement? piece)
    {
        _credits++;
        var fault = _audit.FaultOf(judged, piece, _credited);
        if (piece is not null)
        {
            _credited.Add(piece);
            Share(piece, share => share with { Credited = share.Credited + 1, WronglyCredited = share.WronglyCredited + (fault is null ? 0 : 1) });
        }

        if (fault is { } why)
        {
            _wrong.Add(new WrongCredit(
                judged.EventId, piece?.Truth.Number, piece?.Truth.Item.Name, NameOf(why), NamesOf(piece), Seconds(judged.At), Detail(judged, piece)));
        }
        else
        {
            _misrecognised += CreditAudit.IsRightClass(judged, piece!) ? 0 : 1;
        }
    }

    private void Refuse(JudgedPiece judged, Placement? piece)
    {
        if (piece is not { IsHonest: true } || piece.LiftedAt < judged.Record.PresentedAt)
        {
            return;
        }

        if (!_audit.IsAcceptable(piece.Truth))
        {
            _rightlyRefused++;
            return;
        }

        var reasons = judged.Record.Reasons;
        _withoutReason += reasons.IsDefaultOrEmpty || reasons.All(string.IsNullOrWhiteSpace) ? 1 : 0;
        Count(_refusals, reasons.IsDefaultOrEmpty ? "" : string.Join(", ", reasons));
        Share(piece, share => share with { Refused = share.Refused + 1 });
    }

    private List<Placement> FindUnanswered() => [.. _placements.Where(piece => piece.IsHonest && !_answered.Contains(piece))];

    private void CountPieces(List<Placement> unanswered)
    {
        foreach (var piece in _placements)
        {
            Share(piece, share => share with { Pieces = share.Pieces + 1, Unanswered = share.Unanswered + (unanswered.Contains(piece) ? 1 : 0) });
        }
    }

    private void Share(Placement piece, Func<FaultShare, FaultShare> change)
    {
        foreach (var name in piece.Faults.Count == 0 ? [NoFault] : NamesOf(piece))
        {
            _byKind[name] = change(_byKind.GetValueOrDefault(name, new FaultShare(0, 0, 0, 0, 0, 0)));
        }
    }

    private static UnansweredPiece Tell(Placement piece) => new(
        piece.Truth.Number,
        piece.Truth.Item.Name,
        Math.Round(piece.Truth.Mass.Value, 1),
        Seconds(piece.Truth.PresentedAt),
        NamesOf(piece),
        piece.StatusAtTouch == piece.StatusAtEnd ? NameOf(piece.StatusAtEnd) : $"{NameOf(piece.StatusAtTouch)}, then {NameOf(piece.StatusAtEnd)}",
        piece.Causes);

    private static string Detail(JudgedPiece judged, Placement? piece)
    {
        var weighed = judged.Record.Mass is { } mass
            ? string.Create(CultureInfo.InvariantCulture, $"{mass.Mass.Value:0.0} ± {mass.Uncertainty.Value:0.0} g")
            : "no mass";
        var truth = piece is null ? "" : string.Create(CultureInfo.InvariantCulture, $", true {piece.Truth.Mass.Value:0.0} g");
        var lifted = piece?.LiftedAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $", lifted {(at - judged.At).TotalSeconds:0.0} s after it was accepted")
            : "";
        return $"accepted as {judged.Record.Recognition?.Class}, {weighed}{truth}{lifted}";
    }

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static double Seconds(TimeSpan at) => Math.Round(at.TotalSeconds, 1);

    private static List<string> NamesOf(Placement? piece) => piece is null ? [] : [.. piece.Faults.Select(SensorFaultKinds.NameOf)];

    private static string NameOf(StationStatus status) => status switch
    {
        StationStatus.Ready => "ready",
        StationStatus.Busy => "busy",
        StationStatus.Occupied => "occupied",
        _ => "out of service",
    };

    private static string NameOf(CreditFault fault) => fault switch
    {
        CreditFault.TakenBack => "taken_back",
        CreditFault.Swapped => "swapped",
        CreditFault.PresentedAgain => "presented_again",
        CreditFault.CreditedTwice => "credited_twice",
        CreditFault.NoPiece => "no_piece",
        CreditFault.WrongPicture => "wrong_picture",
        _ => "wrong_mass",
    };
}
