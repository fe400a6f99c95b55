using StationAgent.Weighing;

namespace StationAgent.Scale.Hid;

/// <summary>
/// One data report of a scale: report ID 3, status, unit, exponent of ten, weight in two bytes, the lower first. The numbers of status and unit count the usages 0x71
/// and 0x51 and their successors (HID Point of Sale Usage Tables 1.02, sections 4.5 and 4.6). Pure.
/// </summary>
/// <param name="Status">What the scale says about the weight.</param>
/// <param name="Mass">The weight with its sign.</param>
internal readonly record struct HidWeight(HidWeightStatus Status, Grams Mass)
{
    /// <summary>Length of a data report.</summary>
    public const int Length = 6;

    /// <summary>The ID of data reports in every scale that follows the example of the standard.</summary>
    public const byte ReportId = 3;

    /// <summary>Ten to this power is more than any scale needs; other exponents are garbage.</summary>
    private const int LargestExponent = 9;

    /// <summary>Ten tonnes: more than a scale with USB carries.</summary>
    private const double HeaviestGrams = 1e7;

    /// <summary>Reads a report.</summary>
    /// <param name="report">The bytes as the device sent them.</param>
    /// <param name="weight">What it says.</param>
    /// <returns>False for another report, an unknown status, or a unit without one meaning.</returns>
    public static bool TryParse(ReadOnlySpan<byte> report, out HidWeight weight)
    {
        weight = default;
        if (report.Length < Length || report[0] != ReportId)
        {
            return false;
        }

        var status = (HidWeightStatus)report[1];
        var digits = report[4] | (report[5] << 8);
        if (status is < HidWeightStatus.Fault or > HidWeightStatus.NeedsRezeroing)
        {
            return false;
        }

        // Without a weight the unit may be left out, as with a fault.
        var exponent = (sbyte)report[3];
        if (!TryUnit(report[2], out var unit) || Math.Abs((int)exponent) > LargestExponent)
        {
            weight = new HidWeight(status, Grams.Zero);
            return digits == 0 && status is not (HidWeightStatus.InMotion or HidWeightStatus.Stable or HidWeightStatus.UnderZero);
        }

        // Dividing by a power of ten is exact where multiplying by 0.1 is not.
        var number = exponent < 0 ? digits / Math.Pow(10, -exponent) : digits * Math.Pow(10, exponent);
        var grams = number * unit;
        weight = new HidWeight(status, new Grams(status == HidWeightStatus.UnderZero ? -grams : grams));
        return grams <= HeaviestGrams;
    }

    /// <summary>How many grams a unit has. A tael differs from country to country and is not taken.</summary>
    private static bool TryUnit(byte number, out double grams)
    {
        const double pound = 453.59237;
        const double grain = pound / 7000;
        grams = number switch
        {
            1 => 0.001, // milligram
            2 => 1, // gram
            3 => 1000, // kilogram
            4 => 0.2, // carat
            6 => grain,
            7 => 24 * grain, // pennyweight
            8 => 1e6, // tonne
            9 => 2000 * pound, // short ton
            10 => 480 * grain, // troy ounce
            11 => pound / 16, // ounce
            12 => pound,
            _ => 0,
        };
        return grams > 0;
    }
}
