namespace StationAgent.Weighing;

/// <summary>
/// Detects within seconds that a scale does not show the present: its readings of a resting load varied, and now one of them is repeated more often than chance
/// explains. A terminal that rounds its noise away repeats itself rightly, so only a scale whose readings vary at rest is watched. Does not allocate.
/// </summary>
internal sealed class FreezeWatch
{
    /// <summary>
    /// The share of repeated readings is known after this number of readings at rest. A scale whose filter needs a few seconds for its last digit must not pass for one
    /// whose readings vary.
    /// </summary>
    private const int Proof = 64;

    /// <summary>A scale that has varied is followed over about this number of readings: it may have shown another display for a while.</summary>
    private const int Memory = 24;

    /// <summary>
    /// The greatest share of repeated readings of a scale that varies. Noise of s steps repeats a reading with the probability 0.28/s: 0.35 at 0.8 steps.
    /// </summary>
    private const double MostRepeats = 0.35;

    /// <summary>How much more often than on average a reading may repeat itself, in the middle of a step.</summary>
    private const double WorstPlace = 0.15;

    /// <summary>This number of equal readings in a row comes by chance, but seldom.</summary>
    private const int DoubtfulRun = 6;

    /// <summary>A repetition this improbable is no chance: at 10 readings a second one in three years.</summary>
    private static readonly double Improbable = Math.Log(1e-9);

    /// <summary>A repetition this seldom may mean another display. Asking too often costs little: what is known of the display is found again within seconds.</summary>
    private static readonly double Surprising = Math.Log(1e-3);

    /// <summary>A scale that repeats more of its readings than this tells nothing by repeating one.</summary>
    private const double MostRepeatsToSurprise = 0.7;

    /// <summary>After this time a repetition is believed: a scale with a filter may lock its reading.</summary>
    private static readonly TimeSpan LongestFreeze = TimeSpan.FromMinutes(1);

    private double _value = double.NaN;
    private double _share = 1;
    private double _shareBefore = 1;
    private int _known;
    private bool _hasVaried;
    private int _run;
    private int _chance = int.MaxValue;
    private int _surprise = int.MaxValue;
    private TimeSpan _since;
    private TimeSpan _last;

    /// <summary>True while the reading is repeated more often than chance explains. A reading of zero proves nothing, because many scales hold it.</summary>
    public bool IsFrozen => _run >= _chance && IsDoubtful;

    /// <summary>True while readings that varied are equal for a few samples: a load that seems to rest now need not rest.</summary>
    public bool IsDoubtful => _run >= DoubtfulRun && Varied && _value is not 0 && RepeatedFor < LongestFreeze;

    /// <summary>True at the reading by which a scale may not be the scale any more that it was, zero or not: its display may be another one now.</summary>
    public bool IsChanging => _run == _surprise;

    /// <summary>The newest time at which the scale is known to have shown the present.</summary>
    public TimeSpan SeenAt => Varied && _value is not 0 && RepeatedFor < LongestFreeze ? _since : _last;

    /// <summary>How long the newest reading has been repeated.</summary>
    public TimeSpan RepeatedFor => _last - _since;

    private bool Varied => _chance < int.MaxValue;

    /// <summary>Takes the next reading.</summary>
    /// <param name="at">Time since boot.</param>
    /// <param name="value">The reading.</param>
    /// <param name="isResting">True while the load rests; the readings of a moving load vary anyway.</param>
    /// <param name="longestPause">A longer pause before it begins the count from zero again.</param>
    public void Take(TimeSpan at, double value, bool isResting, TimeSpan longestPause)
    {
        var isRepeat = value.Equals(_value) && at - _last <= longestPause;
        if (!isRepeat)
        {
            StartRun(at, value);
        }

        _last = at;
        _run++;
        if (isResting && !IsFrozen)
        {
            _known = Math.Min(_known + 1, Proof);
            _hasVaried |= _known == Proof && _share <= MostRepeats;
            _share += ((isRepeat ? 1 : 0) - _share) / Math.Min(_known, _hasVaried ? Memory : Proof);
        }
    }

    /// <summary>Takes a sample that is not a reading, such as an overload.</summary>
    public void Skip() => (_value, _run, _since) = (double.NaN, 0, _last);

    /// <summary>The length of a run of equal readings that has this probability, as its logarithm.</summary>
    private int RunOf(double probability) => (int)Math.Ceiling(probability / Math.Log(_share + WorstPlace));

    private void StartRun(TimeSpan at, double value)
    {
        if (RepeatedFor >= LongestFreeze)
        {
            (_known, _share, _hasVaried) = (0, 1, false);
        }
        else if (IsFrozen)
        {
            _share = _shareBefore;
        }

        _chance = _hasVaried && _share <= MostRepeats ? RunOf(Improbable) : int.MaxValue;
        _surprise = (Varied, _known == Proof && _share <= MostRepeatsToSurprise) switch
        {
            (true, _) => DoubtfulRun,
            (_, true) => RunOf(Surprising),
            _ => int.MaxValue,
        };
        (_value, _since, _last, _run, _shareBefore) = (value, at, at, 0, _share);
    }
}
