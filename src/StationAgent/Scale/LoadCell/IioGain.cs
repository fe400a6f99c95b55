using System.Globalization;

namespace StationAgent.Scale.LoadCell;

/// <summary>
/// Checks the gain that the kernel's driver has set. It is not changed here: that would need write access, and a changed gain needs a new
/// calibration. The driver shows the gain as the volts of one count, smallest for the largest gain.
/// </summary>
internal static class IioGain
{
    /// <summary>Checks that the gain of channel A is the configured one. Channel B has only one.</summary>
    /// <exception cref="IOException">It differs; the message says how to set it.</exception>
    public static void Require(string device, Hx711Input input)
    {
        if (input == Hx711Input.B32 || Numbers(device, "in_voltage_scale") is not [var set] || Numbers(device, "in_voltage0_scale_available") is not { Length: 2 } offered)
        {
            return;
        }

        var wanted = input == Hx711Input.A128 ? offered.Min() : offered.Max();
        // The file shows channel B's gain while channel B is read; the driver itself goes back to the gain of channel A.
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
