using System.Collections.Immutable;
using StationAgent.DropOff;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>The summary of a run with failing sensors. Pure.</summary>
internal static class SensorFaultReport
{
    /// <summary>Summarises a run: it agrees when nothing was credited that should not have been and every event arrived as the contract says.</summary>
    /// <param name="seed">The seed of the simulation.</param>
    /// <param name="kinds">The kinds of faults.</param>
    /// <param name="journal">What happened.</param>
    /// <param name="presented">The truth, in the order of presentation.</param>
    /// <param name="received">What arrived, in the order of arrival, each id once.</param>
    /// <param name="flaws">What was wrong with the arrival.</param>
    /// <param name="rules">The rules of the station.</param>
    /// <param name="givenUp">Why the run was given up; null when it was not.</param>
    /// <param name="stationTime">Length of the simulated time.</param>
    /// <param name="realTime">Length of the run.</param>
    public static SimulationSummary Summarise(
        long seed,
        ImmutableArray<SensorFaultKind> kinds,
        SensorFaultJournal journal,
        IReadOnlyList<PresentedPiece> presented,
        IReadOnlyList<ReceivedDropOff> received,
        ArrivalFlaws flaws,
        DropOffRules rules,
        string? givenUp,
        TimeSpan stationTime,
        TimeSpan realTime)
    {
        var faults = SensorFaultComparison.Compare([.. kinds.Select(SensorFaultKinds.NameOf)], journal, received, rules);
        var byId = received.ToDictionary(one => one.Id, StringComparer.Ordinal);
        var pairs = journal.Judged
            .Select(judged => (Piece: CreditAudit.PieceOf(judged, journal.Placements), Event: byId.GetValueOrDefault(judged.EventId)))
            .Where(pair => pair is { Piece: not null, Event: not null })
            .ToArray();
        var figures = TruthComparison.Compare(
            seed, [.. pairs.Select(pair => presented[pair.Piece!.Truth.Number - 1])], [.. pairs.Select(pair => pair.Event!)], flaws, stationTime, realTime);
        string[] differences =
        [
            .. TruthComparison.Tell(flaws),
            .. byId.Count == journal.Judged.Count ? [] : new[] { $"{journal.Judged.Count} drop-offs were stored, {byId.Count} drop-off events received" },
            .. faults.WrongCredits.Select(Tell),
            .. givenUp is null ? [] : new[] { givenUp },
        ];
        return figures with
        {
            Presented = presented.Count,
            Received = received.Count,
            Accepted = received.Count(one => one.Data.Outcome == Outcome.Accepted),
            Rejected = received.Count(one => one.Data.Outcome == Outcome.Rejected),
            Undecided = received.Count(one => one.Data.Outcome == Outcome.Undecided),
            Withdrawn = received.Count(one => one.Change == AmendmentChange.Withdrawn),
            Agrees = differences.Length == 0,
            Differences = differences,
            SensorFaults = faults,
        };
    }

    private static string Tell(WrongCredit wrong) =>
        $"wrong credit {wrong.EventId} ({wrong.Why}): {(wrong.Piece is { } number ? $"piece {number} ({wrong.Name})" : "no piece")}, {wrong.Detail}; "
        + $"faults: {(wrong.Faults.Count == 0 ? "none" : string.Join(", ", wrong.Faults))}";
}
