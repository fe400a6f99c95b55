using System.Collections.Immutable;
using System.Globalization;

namespace StationAgent.Weighing;

/// <summary>A straight line through the readings of known masses, how well it fits, and the reasons why it must not be used.</summary>
/// <param name="Line">The line; null when the points do not define one.</param>
/// <param name="Residuals">For each point, the mass that the line gives minus the known mass, in grams; empty without a line.</param>
/// <param name="LargestResidual">The largest of them without its sign, in grams.</param>
/// <param name="Repeatability">The largest difference between two readings of the same mass, in grams; 0 when each was read once.</param>
/// <param name="Noise">The largest standard deviation of single readings, in grams.</param>
/// <param name="Problems">The reasons why it is refused, in plain words; empty when it may be used.</param>
internal sealed record CalibrationFit(
    LoadCellLine? Line,
    ImmutableArray<double> Residuals,
    double LargestResidual,
    double Repeatability,
    double Noise,
    ImmutableArray<string> Problems)
{
    /// <summary>The smallest heaviest mass, in grams. A line through smaller masses would be too inexact for pieces of a few kilograms.</summary>
    public const double SmallestSpan = 100;

    private const double SmallestLimit = 2;
    private const double LimitShare = 0.01;

    /// <summary>The largest error of a mass, in grams: 2 g or 1 % of it, which is the accuracy that the station promises for a piece.</summary>
    public static double LimitOf(Grams known) => Math.Max(SmallestLimit, LimitShare * known.Value);

    /// <summary>Fits the line of least squares; the known masses count as exact.</summary>
    /// <param name="points">The empty platform and known masses, each measured once or more often.</param>
    /// <param name="noiseLimit">Largest noise a station can work with, in grams.</param>
    public static CalibrationFit Of(ImmutableArray<CalibrationPoint> points, double noiseLimit) => Judge(points, noiseLimit, LeastSquares);

    /// <summary>Compares a scale that delivers grams with known masses, without fitting a line: its zero and its grams are used as they are.</summary>
    /// <param name="points">The empty platform and known masses, each measured once or more often.</param>
    /// <param name="noiseLimit">Largest noise a station can work with, in grams.</param>
    public static CalibrationFit Verify(ImmutableArray<CalibrationPoint> points, double noiseLimit) => Judge(
        points,
        noiseLimit,
        static points => new LoadCellLine(points.Where(static point => point.Known == Grams.Zero).Average(static point => point.Reading), 1));

    private static CalibrationFit Judge(ImmutableArray<CalibrationPoint> points, double noiseLimit, Func<ImmutableArray<CalibrationPoint>, LoadCellLine> fit)
    {
        var masses = points.GroupBy(static point => point.Known).OrderBy(static mass => mass.Key).ToList();
        if (WhyNoLine(masses) is { } problem)
        {
            return new CalibrationFit(null, [], 0, 0, 0, [problem]);
        }

        var line = fit(points);
        var residuals = points.Select(point => (line.MassOf(point.Reading) - point.Known).Value).ToImmutableArray();
        var noise = points.Max(static point => point.Spread) / line.CountsPerGram;
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var (point, residual) in points.Zip(residuals))
        {
            if (Math.Abs(residual) > LimitOf(point.Known))
            {
                problems.Add(Text($"{Name(point.Known)} is off by {residual:+0.0;-0.0} g; at most {LimitOf(point.Known):0.0} g is allowed"));
            }
        }

        var repeatability = 0.0;
        foreach (var mass in masses)
        {
            var range = (mass.Max(static point => point.Reading) - mass.Min(static point => point.Reading)) / line.CountsPerGram;
            repeatability = Math.Max(repeatability, range);
            if (range > LimitOf(mass.Key))
            {
                problems.Add(Text(
                    $"{Name(mass.Key)} was read {mass.Count()} times with {range:0.0} g between the readings; at most {LimitOf(mass.Key):0.0} g is allowed"));
            }
        }

        if (noise > noiseLimit)
        {
            problems.Add(Text($"the readings spread by {noise:0.0} g; with more than {noiseLimit:0.0} g the station cannot detect a load at rest"));
        }

        return new CalibrationFit(
            line, residuals, residuals.Max(Math.Abs), repeatability, noise, problems.ToImmutable());
    }

    private static string? WhyNoLine(List<IGrouping<Grams, CalibrationPoint>> masses)
    {
        if (masses.Count == 0 || masses[0].Key != Grams.Zero)
        {
            return masses.Count > 0 && masses[0].Key < Grams.Zero
                ? $"{masses[0].Key} is not a valid mass; known masses are above 0 g"
                : "the empty platform (0 g) was not measured";
        }

        if (masses.Count < 2)
        {
            return "no known mass was measured; at least one is needed";
        }

        if (masses[^1].Key.Value < SmallestSpan)
        {
            return Text($"the heaviest known mass is {masses[^1].Key}; at least {SmallestSpan:0} g is needed, preferably the mass of the heaviest expected piece");
        }

        for (var i = 1; i < masses.Count; i++)
        {
            var (before, after) = (Mean(masses[i - 1]), Mean(masses[i]));
            if (after <= before)
            {
                var where = Text($"the reading does not rise from {Name(masses[i - 1].Key)} ({before:0.#}) to {Name(masses[i].Key)} ({after:0.#})");
                return masses.Count == 2 || Mean(masses[^1]) < Mean(masses[0])
                    ? where + ": check that the mass was on the platform; if it was, the cell is upside down or its signal wires (A+ and A-) are swapped"
                    : where + ": check that the masses were not mixed up";
            }
        }

        return null;
    }

    private static double Mean(IEnumerable<CalibrationPoint> points) => points.Average(static point => point.Reading);

    // Both sums use differences from the means, because squares of counts in the millions would lose their last digits.
    private static LoadCellLine LeastSquares(ImmutableArray<CalibrationPoint> points)
    {
        var meanMass = points.Average(static point => point.Known.Value);
        var meanReading = Mean(points);
        var products = points.Sum(point => (point.Known.Value - meanMass) * (point.Reading - meanReading));
        var squares = points.Sum(point => (point.Known.Value - meanMass) * (point.Known.Value - meanMass));
        var slope = products / squares;
        return new LoadCellLine(meanReading - (slope * meanMass), slope);
    }

    private static string Name(Grams known) => known == Grams.Zero ? "the empty platform" : Text($"{known.Value:0.###} g");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
