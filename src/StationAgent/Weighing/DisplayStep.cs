namespace StationAgent.Weighing;

/// <summary>
/// Finds the display step of a scale from its readings: the coarsest usual step of which all recent readings are multiples. Display steps are 1, 2 or 5 times a
/// power of ten of grams or ounces (OIML R 76-1, 3.2, for grams). Before the readings have varied enough to prove a finer step, the coarsest possible one
/// is reported, so that the stated uncertainty is never too small.
/// </summary>
internal sealed class DisplayStep
{
    /// <summary>This number of changed readings without a reading between the steps proves a step: by chance it happens to a scale of half the step once in 16 million times.</summary>
    private const int Proof = 24;

    /// <summary>The error of a conversion from another unit, in grams.</summary>
    private const double Closeness = 0.002;

    private const double GramsPerOunce = 28.349523125;

    private static readonly double[] Candidates =
    [
        50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1,
        GramsPerOunce, 0.5 * GramsPerOunce, 0.2 * GramsPerOunce, 0.1 * GramsPerOunce, 0.05 * GramsPerOunce, 0.02 * GramsPerOunce,
        0.16 * GramsPerOunce, 0.08 * GramsPerOunce, 0.32 * GramsPerOunce, 0.8 * GramsPerOunce,
    ];

    private readonly int[] _sinceBetween = new int[Candidates.Length];
    private double _previous = double.NaN;
    private int _changes;

    /// <summary>
    /// The coarsest step that the readings allow, in grams; 0 while no reading over zero has been seen, or when the readings are on no usual step. Until it is
    /// <see cref="Proven"/> the scale may be finer: it bounds what may be stated, and decides nothing.
    /// </summary>
    public double Grams { get; private set; }

    /// <summary>The step in grams when enough readings have been seen to be sure of it; 0 before.</summary>
    public double Proven => _changes >= Proof ? Grams : 0;

    /// <summary>Takes the next reading, in grams as the scale states it.</summary>
    public void Take(double grams)
    {
        // A zero is a multiple of every step, so it proves nothing.
        if (grams.Equals(_previous) || grams is 0)
        {
            _previous = grams;
            return;
        }

        _previous = grams;
        _changes = Math.Min(_changes + 1, Proof);
        var step = 0.0;
        for (var i = 0; i < Candidates.Length; i++)
        {
            _sinceBetween[i] = IsMultiple(grams, Candidates[i]) ? Math.Min(_sinceBetween[i] + 1, Proof) : 0;
            if (_sinceBetween[i] >= _changes && Candidates[i] > step)
            {
                step = Candidates[i];
            }
        }

        Grams = step;
    }

    private static bool IsMultiple(double value, double step)
    {
        var steps = Math.Round(value / step);
        return Math.Abs(value - (steps * step)) <= Closeness;
    }
}
