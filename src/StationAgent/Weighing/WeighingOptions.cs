namespace StationAgent.Weighing;

/// <summary>How the samples of the scale become loads.</summary>
internal sealed record WeighingOptions
{
    /// <summary>When a load counts as changed and when as settled.</summary>
    public StabiliserOptions Stabiliser { get; init; } = new();

    /// <summary>How the zero follows a drifting scale.</summary>
    public ZeroOptions Zero { get; init; } = new();

    /// <summary>A tray that settles below this many grams is empty. 0.5–100.</summary>
    public double ClearGrams { get; init; } = 5;

    /// <summary>A load that rests below this many grams over zero is none: the platform is lifted or missing.</summary>
    public double LowestGrams { get; init; } = -500;

    /// <summary>Readings above this many grams over the scale's own zero are out of its range: an overload.</summary>
    public double HighestGrams { get; init; } = 50_000;

    /// <summary>So many unusable samples in a row (no number, or a time that does not advance) are a fault of the scale. 2–1,000.</summary>
    public int UnusableSamples { get; init; } = 20;

    /// <summary>
    /// A scale whose readings always differed a little and that now repeats one for so long has hung. 0 to never say so, or 30 s to 1 h. A terminal
    /// that often shows the same is never suspected.
    /// </summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Looks for values that cannot work.</summary>
    /// <param name="section">The configuration section these options come from, as in <c>Weighing</c>.</param>
    /// <returns>One message for each wrong key, with its full path; none when all is well.</returns>
    public IReadOnlyList<string> Validate(string section = "Weighing")
    {
        var problems = new OptionProblems(section);
        problems.Range("ClearGrams", ClearGrams, 0.5, 100);
        problems.Range("LowestGrams", LowestGrams, -100_000, -1);
        problems.Range("HighestGrams", HighestGrams, 100, 1_000_000);
        problems.Range("UnusableSamples", UnusableSamples, 2, 1_000);
        problems.Range("StuckAfter", StuckAfter, TimeSpan.Zero, TimeSpan.FromHours(1));
        problems.Require(
            StuckAfter == TimeSpan.Zero || StuckAfter >= TimeSpan.FromSeconds(30),
            "StuckAfter",
            "must be 0 (never) or at least 30 s, as a shorter repetition proves nothing");

        var stabiliser = Stabiliser;
        problems.Range("Stabiliser:Window", stabiliser.Window, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
        problems.Range("Stabiliser:MinimumSamples", stabiliser.MinimumSamples, 3, 100);
        problems.Range("Stabiliser:ChangeGrams", stabiliser.ChangeGrams, 1, 100);
        problems.Range("Stabiliser:ChangePersistence", stabiliser.ChangePersistence, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        problems.Range("Stabiliser:SpikeGrams", stabiliser.SpikeGrams, 1, 1_000);
        problems.Range("Stabiliser:DeviationGrams", stabiliser.DeviationGrams, 0.1, 50);
        problems.Range("Stabiliser:TrendGrams", stabiliser.TrendGrams, 0.1, 50);
        problems.Range("Stabiliser:ResolutionGrams", stabiliser.ResolutionGrams, 0.001, 100);
        problems.Range("Stabiliser:CreepShare", stabiliser.CreepShare, 0, 0.02);
        problems.Range("Stabiliser:LongestGap", stabiliser.LongestGap, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

        problems.Range("Zero:GramsPerSecond", Zero.GramsPerSecond, 0, 1);
        problems.Range("Zero:RangeGrams", Zero.RangeGrams, 1, 5_000);
        problems.Range("Zero:TimeConstant", Zero.TimeConstant, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        problems.Range("Zero:StartUpGrams", Zero.StartUpGrams, 0, 500);
        problems.Range("Zero:KeepFor", Zero.KeepFor, TimeSpan.Zero, TimeSpan.FromDays(30));

        problems.Require(Zero.StartUpGrams <= Zero.RangeGrams, "Zero:StartUpGrams", "must not be over Zero:RangeGrams");
        problems.Require(
            stabiliser.DeviationGrams < stabiliser.ChangeGrams,
            "Stabiliser:DeviationGrams",
            "must be below Stabiliser:ChangeGrams, or noise counts as a change");
        return problems.Found;
    }
}
