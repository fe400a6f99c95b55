namespace StationAgent.Signals.Patterns;

/// <summary>The blinking of one output: on, off, on, off …, permanently or a number of times.</summary>
/// <param name="On">How long it is on.</param>
/// <param name="Off">How long it is off between; zero for an output that stays on.</param>
/// <param name="Times">How often it is on; 0 for permanently.</param>
internal readonly record struct Blink(TimeSpan On, TimeSpan Off, int Times = 0)
{
    /// <summary>Always on.</summary>
    public static Blink Steady { get; } = new(TimeSpan.MaxValue, TimeSpan.Zero);

    /// <summary>Makes a blink from times in milliseconds.</summary>
    public static Blink Of(int on, int off, int times = 0) => new(TimeSpan.FromMilliseconds(on), TimeSpan.FromMilliseconds(off), times);

    /// <summary>Computes whether the output is on at a given time.</summary>
    /// <param name="elapsed">Time since the blinking began; a negative time counts as zero.</param>
    /// <returns>Whether it is on, and the time after the beginning at which that changes; null when it never changes.</returns>
    public (bool IsOn, TimeSpan? Until) At(TimeSpan elapsed)
    {
        if (Off <= TimeSpan.Zero)
        {
            return (true, null);
        }

        var period = On + Off;
        var cycle = Math.Max(0, elapsed.Ticks) / period.Ticks;
        if (Times > 0 && cycle >= Times)
        {
            return (false, null);
        }

        var start = period * cycle;
        return elapsed < start + On ? (true, start + On)
            : Times > 0 && cycle + 1 == Times ? (false, null)
            : (false, start + period);
    }
}
