using System.Globalization;
using StationAgent.Scale.LoadCell;

namespace StationAgent.Cli.Scales;

/// <summary>Compares a new calibration with the one that it would replace. Pure.</summary>
internal static class CalibrationChange
{
    /// <summary>
    /// The share by which the counts of a gram may change. A cell is measured in relation to its own supply, so that its calibrations agree within about 1 %, which is also
    /// what a known mass may be off. A pound of half a kilogram (10 %), a decimal sign in the wrong place or another cell change it by more than this.
    /// </summary>
    private const double UsualChange = 0.05;

    /// <summary>Says why a person has to confirm that the new calibration replaces the old one.</summary>
    /// <param name="previous">The calibration that would be replaced.</param>
    /// <param name="countsPerGram">The new slope.</param>
    /// <param name="gain">The gain that it was measured with; the slope follows the gain.</param>
    /// <returns>A sentence; null when the new calibration is as it may be expected.</returns>
    public static string? Doubt(Calibration previous, double countsPerGram, int gain)
    {
        var expected = previous.CountsPerGram * gain / previous.Gain;
        var ratio = countsPerGram / expected;
        return ratio is >= 1 - UsualChange and <= 1 / (1 - UsualChange)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"This calibration has {countsPerGram:0.####} counts a gram, the previous one of {previous.Date:yyyy-MM-dd} has {expected:0.####}{(gain == previous.Gain ? "" : $" at a gain of {gain}")}: what weighed 1000 g would weigh {1000 / ratio:0.#} g. Are the known masses right, and is it the same load cell?");
    }
}
