using StationAgent.DropOff;
using StationAgent.Vision.Classes;

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
            RightClaims = Share(tally.RightClaims, tally.Claims),
            RightAccepted = Share(tally.Levels.Values.Sum(share => share.Right), tally.Levels.Values.Sum(share => share.Accepted)),
            Levels = tally.Levels,
            Classes = tally.Classes,
            Served = new ServedPeople(tally.People, tally.ServedFirst, tally.ServedSecond),
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

        public int People { get; private set; }

        public int ServedFirst { get; private set; }

        public int ServedSecond { get; private set; }

        public int Claims { get; private set; }

        public int RightClaims { get; private set; }

        public SortedDictionary<string, LevelShare> Levels { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, ClassShare> Classes { get; } = new(StringComparer.Ordinal);

        public MassError MassError => new(
            Math.Round(_weighed == 0 ? 0 : _massErrorSum / _weighed, 2),
            Math.Round(_massErrorLargest, 2));

        public void Add(PresentedPiece piece, ReceivedDropOff dropOff)
        {
            var claim = dropOff.Data.Item?.Class;
            var isRight = claim is not null && Holds(claim, piece.Class);
            var isAccepted = dropOff.Data.Outcome == Outcome.Accepted;
            if (piece.IsTakeable)
            {
                People += piece.IsSecondTry ? 0 : 1;
                ServedFirst += isAccepted && !piece.IsSecondTry ? 1 : 0;
                ServedSecond += isAccepted && piece.IsSecondTry ? 1 : 0;
            }

            Claims += claim is null ? 0 : 1;
            RightClaims += isRight ? 1 : 0;
            var share = Classes.GetValueOrDefault(piece.Class, new ClassShare(0, 0, 0));
            Classes[piece.Class] = new ClassShare(share.Presented + 1, share.Right + (isRight ? 1 : 0), share.Accepted + (isAccepted ? 1 : 0));
            if (isAccepted && claim is not null)
            {
                var level = Levels.GetValueOrDefault(claim, new LevelShare(0, 0));
                Levels[claim] = new LevelShare(level.Accepted + 1, level.Right + (isRight ? 1 : 0));
            }

            if (dropOff.Data.Mass is { } mass)
            {
                var error = Math.Abs(mass.Grams - piece.Mass.Value);
                _massErrorSum += error;
                _massErrorLargest = Math.Max(_massErrorLargest, error);
                _weighed++;
            }
        }

        // Of a piece whose class is known to the level of its kind alone, no claim about its condition can be held to be wrong.
        private static bool Holds(string claim, string truth) => ClassPath.Contains(claim, truth) || ClassPath.Contains(truth, claim);
    }
}
