namespace StationAgent.Signals.Patterns;

/// <summary>The course of one output: on, off, on, off … for ever or so many times.</summary>
/// <param name="On">How long it is on.</param>
/// <param name="Off">How long it is off between; zero for an output that stays on.</param>
/// <param name="Times">How often it is on; 0 for ever.</param>
internal readonly record struct Blink(TimeSpan On, TimeSpan Off, int Times = 0)
{
    /// <summary>Always on.</summary>
    public static Blink Steady { get; } = new(TimeSpan.MaxValue, TimeSpan.Zero);

    /// <summary>A blink in milliseconds.</summary>
    public static Blink Of(int on, int off, int times = 0) => new(TimeSpan.FromMilliseconds(on), TimeSpan.FromMilliseconds(off), times);

    /// <summary>How the output stands.</summary>
    /// <param name="elapsed">Time since the course began; less than zero counts as its beginning.</param>
    /// <returns>Whether it is on, and how long after the beginning that changes; null for never.</returns>
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
