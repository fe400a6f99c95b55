using StationAgent.Configuration;
using StationAgent.DropOff.Grading;
using StationAgent.DropOff.Rules;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>By which rules pieces are judged.</summary>
internal sealed record DropOffRules
{
    /// <summary>How the platform takes pieces.</summary>
    public PlatformKind Platform { get; init; } = PlatformKind.Tray;

    /// <summary>How the station treats each class.</summary>
    public ClassRules Classes { get; init; } = DefaultClassRules.Rules;

    /// <summary>The sizes and forms by which pieces are graded.</summary>
    public SizeTable Sizes { get; init; } = DefaultSizes.Table;

    public double MinimumGrams { get; init; } = 10;

    public double ToleranceGrams { get; init; } = 5;

    public double ToleranceShare { get; init; } = 0.02;

    public TimeSpan StableTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan LongestDisturbance { get; init; } = TimeSpan.FromSeconds(2);

    // Three quarters of the default withdrawal window, so that a person still sees the outcome while standing there.
    public TimeSpan LongestCameraDelay { get; init; } = TimeSpan.FromSeconds(4);

    public TimeSpan CaptureTimeout { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan ClassificationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan WithdrawalWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The keys of this section and their rules; the platform is set in section <c>Station</c>.</summary>
    public static OptionsSchema<DropOffRules> Schema { get; } = SchemaOf(new DropOffRules());

    /// <summary>The lightest load that counts as a piece.</summary>
    public Grams Minimum => new(MinimumGrams);

    /// <summary>The largest difference between two weighings of the same piece.</summary>
    public Grams Tolerance(Grams mass, Grams uncertainty) =>
        new(Math.Max(Math.Max(ToleranceGrams, ToleranceShare * mass.Magnitude.Value), uncertainty.Value));

    private static OptionsSchema<DropOffRules> SchemaOf(DropOffRules defaults) => new OptionsSchema<DropOffRules>(defaults)
        .Duration(
            "WithdrawalWindow", TimeSpan.Zero, TimeSpan.FromSeconds(300), o => o.WithdrawalWindow, (o, v) => o with { WithdrawalWindow = v },
            "How long an accepted piece must stay before it counts; consumers grant the reward only after this time.")
        .Inline(ClassRules.SchemaOf(defaults.Classes), o => o.Classes, (o, v) => o with { Classes = v })
        .Number(
            "MinimumGrams", 1, 1_000, o => o.MinimumGrams, (o, v) => o with { MinimumGrams = v },
            "A lighter load is not a piece and gives no event.", "g")
        .Number(
            "ToleranceGrams", 0.5, 100, o => o.ToleranceGrams, (o, v) => o with { ToleranceGrams = v },
            "Two weighings of the same piece differ by no more than this, or DropOff:ToleranceShare, or their uncertainties.", "g")
        .Number(
            "ToleranceShare", 0, 0.5, o => o.ToleranceShare, (o, v) => o with { ToleranceShare = v },
            "Two weighings of the same piece differ by no more than this share of its mass.")
        .Duration(
            "StableTimeout", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), o => o.StableTimeout, (o, v) => o with { StableTimeout = v },
            "A presented load that has not settled after this time is not judged.")
        .Duration(
            "LongestDisturbance", TimeSpan.Zero, TimeSpan.FromSeconds(10), o => o.LongestDisturbance, (o, v) => o with { LongestDisturbance = v },
            "A piece whose load moves for longer than this while it is examined may have been exchanged.")
        .Duration(
            "LongestCameraDelay", TimeSpan.Zero, TimeSpan.FromSeconds(30), o => o.LongestCameraDelay, (o, v) => o with { LongestCameraDelay = v },
            "Pictures that are behind the scale by up to this time are waited for; with a longer delay no piece is judged.")
        .Duration(
            "CaptureTimeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), o => o.CaptureTimeout, (o, v) => o with { CaptureTimeout = v },
            "The pictures of a piece must have been taken within this time.")
        .Duration(
            "ClassificationTimeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), o => o.ClassificationTimeout, (o, v) => o with { ClassificationTimeout = v },
            "The classifier must answer within this time.")
        .Duration(
            "CommitTimeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), o => o.CommitTimeout, (o, v) => o with { CommitTimeout = v },
            "A drop-off or amendment must be stored within this time.");
}
