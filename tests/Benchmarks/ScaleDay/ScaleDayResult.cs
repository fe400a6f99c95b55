namespace StationAgent.Benchmarks.ScaleDay;

/// <summary>What the station made of the day.</summary>
/// <param name="Presented">Pieces put there.</param>
/// <param name="Missed">Pieces without an event.</param>
/// <param name="Phantoms">Events without a piece: drop-offs, amendments, alarms.</param>
/// <param name="Errors">Masses found less true masses, in grams, one for each piece that was weighed.</param>
/// <param name="WorstShare">The largest error as a share of what is allowed: 2 g or 1 %, whichever is more.</param>
/// <param name="Samples">Samples of the scale.</param>
/// <param name="Complaints">The first few things that went wrong, for a person.</param>
internal sealed record ScaleDayResult(
    int Presented, int Missed, int Phantoms, IReadOnlyList<double> Errors, double WorstShare, long Samples, IReadOnlyList<string> Complaints)
{
    /// <summary>Root mean square of the errors, in grams.</summary>
    public double RootMeanSquare => Math.Sqrt(Errors.Sum(static error => error * error) / Errors.Count);

    /// <summary>The largest error of a piece up to 200 g, where 2 g are allowed.</summary>
    public double LargestError => Errors.Max(Math.Abs);
}
