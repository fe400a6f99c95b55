namespace StationAgent.Weighing;

/// <summary>A straight line through the samples of a window.</summary>
/// <param name="Mean">Mean, in grams.</param>
/// <param name="Trend">Rise over the window, in grams.</param>
/// <param name="Deviation">Standard deviation of the samples about the line, in grams.</param>
/// <param name="Count">Number of samples.</param>
internal readonly record struct TrendLine(double Mean, double Trend, double Deviation, int Count)
{
    /// <summary>Two standard errors of <see cref="Trend"/>, which noise alone explains. (The rise of n even samples has the variance 12 s²/n.)</summary>
    public double TrendNoise => 2 * Deviation * Math.Sqrt(12.0 / Count);

    /// <summary>
    /// Half-width of the interval that holds the true load with 95 % probability: the standard error of the mean with Student's t (1.96 + 3/df
    /// is within 3 % of it from 4 degrees of freedom on), the rounding of the display, and half the trend, because the load may still be moving in that direction.
    /// </summary>
    public double Uncertainty(double resolution)
    {
        var degrees = Count - 2;
        var standard = (1.96 + (3.0 / degrees)) * Deviation / Math.Sqrt(Count);
        var rounding = 1.96 * resolution / Math.Sqrt(12);
        return Math.Max(resolution, Math.Sqrt((standard * standard) + (rounding * rounding) + (Trend * Trend / 4)));
    }
}
