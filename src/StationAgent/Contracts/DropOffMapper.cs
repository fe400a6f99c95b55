using StationAgent.Clock;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Contracts;

/// <summary>Turns what the machine decided into what consumers read.</summary>
internal static class DropOffMapper
{
    /// <summary>Maps one drop-off.</summary>
    /// <param name="record">What the machine decided.</param>
    /// <param name="carbon">Makes the carbon figures.</param>
    /// <param name="model">The model that classified the pictures.</param>
    /// <param name="platform">What the piece lay on.</param>
    /// <param name="withdrawalWindow">The window in force; reported only for accepted pieces.</param>
    /// <param name="clock">The clocks at the commit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static DropOffData Map(
        DropOffRecord record, CarbonFigures carbon, ModelData model, PlatformKind platform, TimeSpan withdrawalWindow, ClockFacts clock) =>
        new(
            record.Outcome,
            record.IsTest,
            record.Reasons.IsDefault ? [] : record.Reasons,
            record.Remarks.IsDefault ? [] : record.Remarks,
            record.Recognition is { Frames: > 0 } seen ? Item(seen) : null,
            record.Disposition,
            record.Mass is { } mass ? Mass(mass) : null,
            record is { Outcome: Outcome.Accepted, IsTest: false }
                ? carbon.Expected(record.Recognition?.Class?.Path, record.Disposition, record.Mass is { } weighed ? Mass(weighed) : null, record.Grade?.Credit?.Value)
                : null,
            model,
            platform,
            clock.WallAt(record.PresentedAt),
            record.StableAt is { } stable ? clock.WallAt(stable) : null,
            clock.Wall,
            record.Outcome == Outcome.Accepted ? Rounded.Seconds(withdrawalWindow) : 0,
            record.RetryOf,
            clock.StampAt(record.PresentedAt))
        {
            Grade = record.Grade is { } grade ? PieceGradeData.From(grade) : null,
        };

    private static ItemData Item(Recognition seen) => new(
        seen.Class?.Path,
        Rounded.Share(seen.Confidence),
        Scores(seen),
        seen.Frames,
        Rounded.Share(seen.Agreement));

    // In the order of the tree.
    private static OrderedDictionary<string, double> Scores(Recognition seen)
    {
        var scores = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (node, probability) in seen.Scores)
        {
            scores.Add(node.Path, Rounded.Share(probability));
        }

        return scores;
    }

    private static MassData Mass(StableWeight weight) => new(Rounded.Grams(weight.Mass.Value), Rounded.Grams(weight.Uncertainty.Value));
}
