using System.Globalization;

namespace StationAgent.Scale.LoadCell;

/// <summary>
/// The gain that the kernel's driver has set. It is not changed here: that would take the right to write, and whoever changes it must calibrate
/// again. The driver shows it as the volts of a count, smallest for the largest gain.
/// </summary>
internal static class IioGain
{
    /// <summary>Looks whether the gain of channel A is the configured one. Channel B has only one.</summary>
    /// <exception cref="IOException">It is another; the message says how to set it.</exception>
    public static void Require(string device, Hx711Input input)
    {
        if (input == Hx711Input.B32 || Numbers(device, "in_voltage_scale") is not [var set] || Numbers(device, "in_voltage0_scale_available") is not { Length: 2 } offered)
        {
            return;
        }

        var wanted = input == Hx711Input.A128 ? offered.Min() : offered.Max();
        // Channel B's gain stands there while channel B is read; the driver itself goes back to the gain of channel A.
        if (set != wanted && offered.Contains(set))
        {
            var text = wanted.ToString("0.000000000", CultureInfo.InvariantCulture);
            throw new IOException(
                $"the kernel's driver has another gain than Scale:Gain {input.Gain()}; set it with: echo {text} > {Path.Combine(device, "in_voltage_scale")}");
        }
    }

    private static decimal[]? Numbers(string device, string file)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(device, file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return Array.TrueForAll(words, static word => decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                ? Array.ConvertAll(words, static word => decimal.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Not every kernel shows it; then there is nothing to compare.
            return null;
        }
    }
}
