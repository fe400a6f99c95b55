namespace StationAgent.Weighing;

/// <summary>
/// Detects a scale that repeats its reading because it has hung, and not because the load is quiet. A reading that stays the same proves nothing by itself:
/// a terminal with steps of 1 g may show the same value for hours. It is proof when the readings varied from one to the next up to the sample
/// from which on they are all the same, and when this scale has never repeated a reading for nearly as long before.
/// </summary>
/// <param name="after">How long the reading must have been repeated; with zero nothing is reported.</param>
internal sealed class StuckWatch(TimeSpan after)
{
    private const int Block = 100;

    /// <summary>
    /// The greatest number of repeated readings in a lively block. Noise of s steps repeats a reading with the probability 0.28/s: 35 of 100 at 0.8 steps. With that noise a reading in the middle
    /// of a step, which is the worst place, repeats in less than half of all cases.
    /// </summary>
    private const int MaxRepeatsPerBlock = 35;

    /// <summary>This number of blocks in a row, up to the last one before the repetition, must have been lively.</summary>
    private const int MinLivelyBlocks = 10;

    /// <summary>A scale that locks its display has done so before; only a repetition this many times as long as any earlier one counts.</summary>
    private const int StuckRepeatFactor = 10;

    private TimeSpan _last;
    private TimeSpan _since;
    private TimeSpan _longest;
    private double _value = double.NaN;
    private int _samples;
    private int _repeats;
    private int _lively;
    private int _livelyBefore;

    /// <summary>True from the sample that proves that the scale has hung to the first sample that differs.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>How long the newest reading has been repeated.</summary>
    public TimeSpan RepeatedFor => _last - _since;

    /// <summary>Takes the next reading.</summary>
    /// <param name="at">Time since boot.</param>
    /// <param name="value">The reading.</param>
    /// <param name="longestPause">
    /// A longer pause before it begins the count of the repetition from zero again, because a scale that was opened again has no earlier readings.
    /// </param>
    public void Take(TimeSpan at, double value, TimeSpan longestPause)
    {
        var isAfterGap = at - _last > longestPause;
        var isRepeat = value.Equals(_value);
        if (!isRepeat)
        {
            StartRun(at, value, isAfterGap);
        }
        else if (isAfterGap)
        {
            _since = at;
        }

        _last = at;
        Count(isRepeat);
        IsStuck |= isRepeat
            && after > TimeSpan.Zero
            && _livelyBefore >= MinLivelyBlocks
            && RepeatedFor >= after
            && RepeatedFor >= _longest * StuckRepeatFactor;
    }

    /// <summary>Takes a sample that is not a reading, such as an overload: its repetition means nothing.</summary>
    public void Skip()
    {
        _value = double.NaN;
        IsStuck = false;
    }

    private void StartRun(TimeSpan at, double value, bool isAfterGap)
    {
        if (!isAfterGap && _last - _since > _longest)
        {
            _longest = _last - _since;
        }

        if (IsStuck)
        {
            (IsStuck, _lively, _samples, _repeats) = (false, 0, 0, 0);
        }

        (_value, _since, _livelyBefore) = (value, at, _lively);
    }

    private void Count(bool isRepeat)
    {
        _repeats += isRepeat ? 1 : 0;
        if (++_samples == Block)
        {
            _lively = _repeats <= MaxRepeatsPerBlock ? _lively + 1 : 0;
            (_samples, _repeats) = (0, 0);
        }
    }
}
