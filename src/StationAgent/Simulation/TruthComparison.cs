using StationAgent.DropOff;
using StationAgent.Vision.Decisions;

namespace StationAgent.Simulation;

/// <summary>Compares what a consumer received with what was presented. Pure.</summary>
internal static class TruthComparison
{
    /// <summary>Compares the n-th presented piece with the n-th received drop-off.</summary>
    /// <param name="seed">The seed of the simulation.</param>
    /// <param name="presented">The truth, in the order of presentation.</param>
    /// <param name="received">What arrived, in the order of arrival, each id once.</param>
    /// <param name="flaws">What was wrong with the arrival.</param>
    /// <param name="stationTime">Length of the simulated time.</param>
    /// <param name="realTime">Length of the run.</param>
    public static SimulationSummary Compare(
        long seed,
        IReadOnlyList<PresentedPiece> presented,
        IReadOnlyList<ReceivedDropOff> received,
        ArrivalFlaws flaws,
        TimeSpan stationTime,
        TimeSpan realTime)
    {
        var differences = new List<string>();
        if (received.Count != presented.Count)
        {
            differences.Add($"{presented.Count} pieces were presented, {received.Count} drop-off events received");
        }

        differences.AddRange(Tell(flaws));
        var tally = new Tally();
        foreach (var (piece, dropOff) in presented.Zip(received))
        {
            tally.Add(piece, dropOff);
            AmendmentChange? expected = piece.IsTakenBack && dropOff.Data.Outcome == Outcome.Accepted ? AmendmentChange.Withdrawn : null;
            if (dropOff.Change != expected)
            {
                differences.Add($"piece {piece.Index} ({piece.Name}): expected {Name(expected)}, received {Name(dropOff.Change)}");
            }
        }

        return new SimulationSummary
        {
            Seed = seed,
            Presented = presented.Count,
            Received = received.Count,
            Agrees = differences.Count == 0,
            Differences = differences,
            Redelivered = flaws.Redelivered,
            OutOfOrder = flaws.OutOfOrder,
            Accepted = received.Count(one => one.Data.Outcome == Outcome.Accepted),
            Rejected = received.Count(one => one.Data.Outcome == Outcome.Rejected),
            Undecided = received.Count(one => one.Data.Outcome == Outcome.Undecided),
            Withdrawn = received.Count(one => one.Change == AmendmentChange.Withdrawn),
            RightMaterial = Share(tally.ByMaterial.Values.Sum(share => share.Right), presented.Count) ?? 0,
            RightCondition = Share(tally.ByCondition.Values.Sum(share => share.Right), tally.ByCondition.Values.Sum(share => share.Presented)),
            RightAccepted = Share(tally.RightAccepted, tally.ByMaterial.Values.Sum(share => share.Accepted)),
            ByMaterial = tally.ByMaterial,
            ByCondition = tally.ByCondition,
            MassErrorGrams = tally.MassError,
            StationSeconds = Math.Round(stationTime.TotalSeconds, 1),
            RealSeconds = Math.Round(realTime.TotalSeconds, 1),
        };
    }

    /// <summary>In plain words, what was wrong with the arrival.</summary>
    public static IEnumerable<string> Tell(ArrivalFlaws flaws)
    {
        if (flaws.OutOfOrder > 0)
        {
            yield return $"{flaws.OutOfOrder} events arrived out of order";
        }

        if (flaws.Orphans > 0)
        {
            yield return $"{flaws.Orphans} amendments refer to a drop-off that had not arrived";
        }

        if (flaws.Unreadable > 0)
        {
            yield return $"{flaws.Unreadable} messages did not match the contract";
        }
    }

    private static string Name(AmendmentChange? change) => change switch
    {
        null => "no amendment",
        AmendmentChange.Withdrawn => "withdrawn",
        AmendmentChange.Unsettled => "unsettled",
        _ => "void",
    };

    private static double? Share(int right, int of) => of == 0 ? null : Math.Round((double)right / of, 4);

    private sealed class Tally
    {
        private double _massErrorSum;
        private double _massErrorLargest;
        private int _weighed;

        public int RightAccepted { get; private set; }

        public SortedDictionary<string, ClassShare> ByMaterial { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, ClassShare> ByCondition { get; } = new(StringComparer.Ordinal);

        public MassError MassError => new(
            Math.Round(_weighed == 0 ? 0 : _massErrorSum / _weighed, 2),
            Math.Round(_massErrorLargest, 2));

        public void Add(PresentedPiece piece, ReceivedDropOff dropOff)
        {
            var isRight = dropOff.Data.Item?.Material == piece.Material;
            var isAccepted = dropOff.Data.Outcome == Outcome.Accepted;
            Count(ByMaterial, piece.Material.Name(), isRight, isAccepted);
            if (piece.Condition is { } condition)
            {
                isRight = isRight && dropOff.Data.Item?.Condition == condition;
                Count(ByCondition, condition.Name(), isRight, isAccepted);
            }

            RightAccepted += isAccepted && isRight ? 1 : 0;

            if (dropOff.Data.Mass is { } mass)
            {
                var error = Math.Abs(mass.Grams - piece.Mass.Value);
                _massErrorSum += error;
                _massErrorLargest = Math.Max(_massErrorLargest, error);
                _weighed++;
            }
        }

        private static void Count(SortedDictionary<string, ClassShare> shares, string name, bool isRight, bool isAccepted)
        {
            var share = shares.GetValueOrDefault(name, new ClassShare(0, 0, 0));
            shares[name] = new ClassShare(share.Presented + 1, share.Right + (isRight ? 1 : 0), share.Accepted + (isAccepted ? 1 : 0));
        }
    }
}
