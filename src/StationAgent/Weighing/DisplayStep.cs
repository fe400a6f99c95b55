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

    private const double FinestGrams = 0.1;
    private const double FinestOunces = 0.01 * 28.349523125;

    // As multiples of the finest, coarsest first; hundredths of a pound are 0.16 ounces.
    private static readonly int[] OfGrams = [500, 200, 100, 50, 20, 10, 5, 2, 1];
    private static readonly int[] OfOunces = [100, 80, 50, 32, 20, 16, 10, 8, 5, 2];

    private readonly int[] _grams = new int[OfGrams.Length];
    private readonly int[] _ounces = new int[OfOunces.Length];
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
        Grams = Math.Max(CoarsestOf(grams, FinestGrams, OfGrams, _grams), CoarsestOf(grams, FinestOunces, OfOunces, _ounces));
    }

    /// <summary>Forgets what is known: from now on the step may be another one.</summary>
    public void Forget()
    {
        (_previous, _changes, Grams) = (double.NaN, 0, 0);
        Array.Clear(_grams);
        Array.Clear(_ounces);
    }

    /// <summary>Finds the coarsest step of one unit; 0 when the recent readings are on none.</summary>
    /// <param name="grams">The reading.</param>
    /// <param name="finest">The finest step in grams.</param>
    /// <param name="steps">The steps as multiples of the finest, coarsest first.</param>
    /// <param name="onStep">For each of them, the number of readings on it since the last one between two of its multiples.</param>
    private double CoarsestOf(double grams, double finest, int[] steps, int[] onStep)
    {
        var multiple = Math.Round(grams / finest);
        if (Math.Abs(grams - (multiple * finest)) > Closeness || Math.Abs(multiple) > int.MaxValue)
        {
            Array.Clear(onStep);
            return 0;
        }

        var count = (int)multiple;
        var coarsest = 0;
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            onStep[i] = count % steps[i] == 0 ? Math.Min(onStep[i] + 1, Proof) : 0;
            coarsest = onStep[i] >= _changes ? steps[i] : coarsest;
        }

        return coarsest * finest;
    }
}
