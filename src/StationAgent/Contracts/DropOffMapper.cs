using System.Collections.Immutable;
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
    /// <param name="carbon">The factors in force.</param>
    /// <param name="model">The model that classified the pictures.</param>
    /// <param name="platform">What the piece lay on.</param>
    /// <param name="withdrawalWindow">The window in force; reported only for accepted pieces.</param>
    /// <param name="clock">The clocks at the commit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static DropOffData Map(
        DropOffRecord record, CarbonFactors carbon, ModelData model, PlatformKind platform, TimeSpan withdrawalWindow, ClockFacts clock) =>
        new(
            record.Outcome,
            record.Reasons.IsDefault ? [] : record.Reasons,
            record.Recognition is { } seen ? Item(seen) : null,
            record.Disposition,
            record.Mass is { } mass ? Mass(mass) : null,
            record.Outcome == Outcome.Accepted ? carbon.For(record.Disposition, record.Mass) : null,
            model,
            platform,
            clock.WallAt(record.PresentedAt),
            record.StableAt is { } stable ? clock.WallAt(stable) : null,
            clock.Wall,
            record.Outcome == Outcome.Accepted ? Rounded.Seconds(withdrawalWindow) : 0,
            record.RetryOf,
            clock.StampAt(record.PresentedAt));

    private static ItemData Item(Recognition seen) => new(
        seen.Material,
        seen.Material == Material.Carton ? seen.Condition : null,
        Rounded.Share(seen.Confidence),
        new ScoresData(
            new MaterialScores(
                Score(seen.MaterialScores, (int)Material.Carton),
                Score(seen.MaterialScores, (int)Material.PlasticFilm),
                Score(seen.MaterialScores, (int)Material.PaperEnvelope),
                Score(seen.MaterialScores, (int)Material.NotPackaging),
                Score(seen.MaterialScores, (int)Material.Empty)),
            new ConditionScores(
                Score(seen.ConditionScores, (int)CartonCondition.Intact),
                Score(seen.ConditionScores, (int)CartonCondition.Damaged))),
        seen.Frames,
        Rounded.Share(seen.Agreement));

    // A recognition that ended before any picture was classified has no scores.
    private static double Score(ImmutableArray<double> scores, int index) =>
        !scores.IsDefault && index < scores.Length ? Rounded.Share(scores[index]) : 0;

    private static MassData Mass(StableWeight weight) => new(Rounded.Grams(weight.Mass.Value), Rounded.Grams(weight.Uncertainty.Value));
}
