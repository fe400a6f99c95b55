using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>
/// By which rules pieces are judged. The mass bands are the empty masses of the postal cartons No. 12 (3-ply, 27 g) to No. 1 (5-ply, 939 g) by blank
/// area and board weight, of mailer bags (5–60 g) and of plain and padded envelopes (10–80 g), each a little wider.
/// </summary>
internal sealed record DropOffRules
{
    /// <summary>How the platform takes pieces.</summary>
    public PlatformKind Platform { get; init; } = PlatformKind.Tray;

    /// <summary>Whole cartons.</summary>
    public ClassRule IntactCarton { get; init; } = new() { Disposition = Disposition.Reuse, LightestGrams = 25, HeaviestGrams = 1_000 };

    /// <summary>Damaged cartons.</summary>
    public ClassRule DamagedCarton { get; init; } = new() { Disposition = Disposition.Pulp, LightestGrams = 20, HeaviestGrams = 1_000 };

    /// <summary>Plastic mailers, bags and film.</summary>
    public ClassRule PlasticFilm { get; init; } = new() { Disposition = Disposition.Recycle, LightestGrams = 4, HeaviestGrams = 70 };

    /// <summary>Paper and padded envelopes.</summary>
    public ClassRule PaperEnvelope { get; init; } = new() { Disposition = Disposition.Pulp, LightestGrams = 8, HeaviestGrams = 100 };

    /// <summary>A load below this many grams is no piece and gives no event. 1–1,000.</summary>
    public double MinimumGrams { get; init; } = 10;

    /// <summary>Two weighings of the same piece differ by no more than this many grams, or <see cref="ToleranceShare"/>, or their uncertainties. 0.5–100.</summary>
    public double ToleranceGrams { get; init; } = 5;

    /// <summary>Two weighings of the same piece differ by no more than this share of its mass. 0–0.5.</summary>
    public double ToleranceShare { get; init; } = 0.02;

    /// <summary>A presented load that has not settled after this time is not judged. 1–60 s.</summary>
    public TimeSpan StableTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A piece whose load moves for longer than this while it is looked at may have been swapped. 0–10 s.</summary>
    public TimeSpan LongestDisturbance { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pictures must be there after this time. 0.1–60 s.</summary>
    public TimeSpan CaptureTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The classifier must have answered after this time. 0.1–60 s.</summary>
    public TimeSpan ClassificationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A drop-off or amendment must be stored after this time. 0.1–60 s.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an accepted piece must stay before it counts for good. 0–300 s.</summary>
    public TimeSpan WithdrawalWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The lightest load that is a piece.</summary>
    public Grams Minimum => new(MinimumGrams);

    /// <summary>The rule for what was recognised; null for what is no packaging, and for a carton whose condition is unknown.</summary>
    public ClassRule? For(Material material, CartonCondition? condition) => (material, condition) switch
    {
        (Material.Carton, CartonCondition.Intact) => IntactCarton,
        (Material.Carton, CartonCondition.Damaged) => DamagedCarton,
        (Material.PlasticFilm, _) => PlasticFilm,
        (Material.PaperEnvelope, _) => PaperEnvelope,
        _ => null,
    };

    /// <summary>How far two weighings of the same piece may be apart.</summary>
    public Grams Tolerance(Grams mass, Grams uncertainty) =>
        new(Math.Max(Math.Max(ToleranceGrams, ToleranceShare * mass.Magnitude.Value), uncertainty.Value));

    /// <summary>Looks for values that cannot work.</summary>
    /// <param name="section">The configuration section these rules come from, as in <c>DropOff</c>.</param>
    /// <returns>One message for each wrong key, with its full path; none when all is well.</returns>
    public IReadOnlyList<string> Validate(string section = "DropOff")
    {
        var problems = new OptionProblems(section);
        Check(problems, "IntactCarton", IntactCarton);
        Check(problems, "DamagedCarton", DamagedCarton);
        Check(problems, "PlasticFilm", PlasticFilm);
        Check(problems, "PaperEnvelope", PaperEnvelope);
        problems.Require(Enum.IsDefined(Platform), "Platform", "must be Tray or Bin");
        problems.Range("MinimumGrams", MinimumGrams, 1, 1_000);
        problems.Range("ToleranceGrams", ToleranceGrams, 0.5, 100);
        problems.Range("ToleranceShare", ToleranceShare, 0, 0.5);
        problems.Range("StableTimeout", StableTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        problems.Range("LongestDisturbance", LongestDisturbance, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        problems.Range("CaptureTimeout", CaptureTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        problems.Range("ClassificationTimeout", ClassificationTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        problems.Range("CommitTimeout", CommitTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        problems.Range("WithdrawalWindow", WithdrawalWindow, TimeSpan.Zero, TimeSpan.FromSeconds(300));
        return problems.Found;
    }

    private static void Check(OptionProblems problems, string key, ClassRule rule)
    {
        problems.Range($"{key}:LightestGrams", rule.LightestGrams, 0, 100_000);
        problems.Range($"{key}:HeaviestGrams", rule.HeaviestGrams, 0, 100_000);
        problems.Require(rule.LightestGrams < rule.HeaviestGrams, $"{key}:HeaviestGrams", $"must be over {key}:LightestGrams");
        problems.Require(Enum.IsDefined(rule.Disposition), $"{key}:Disposition", "must be None, Reuse, Pulp or Recycle");
        problems.Require(
            !rule.Accepted || rule.Disposition != Disposition.None,
            $"{key}:Disposition",
            "must say where the pieces go, as they are accepted: Reuse, Pulp or Recycle");
    }
}
