namespace StationAgent.Contracts;

/// <summary>Rounds numbers for events: they are finite and not more precise than what was measured.</summary>
internal static class Rounded
{
    /// <summary>Grams to a tenth.</summary>
    public static double Grams(double value) => Finite(value, 1);

    /// <summary>Millimetres to whole ones.</summary>
    public static double Millimetres(double value) => Finite(value, 0);

    /// <summary>Kilograms on a square metre to a hundredth.</summary>
    public static double KilogramsPerSquareMetre(double value) => Finite(value, 2);

    /// <summary>Probabilities and shares to four digits, limited to 0–1.</summary>
    public static double Share(double value) => Math.Clamp(Finite(value, 4), 0, 1);

    /// <summary>Seconds to the millisecond.</summary>
    public static double Seconds(TimeSpan value) => Finite(value.TotalSeconds, 3);

    // JSON has no NaN or infinity; a number that was never measured must fail here and not in a consumer's parser.
    private static double Finite(double value, int digits) => double.IsFinite(value)
        ? Math.Round(value, digits, MidpointRounding.AwayFromZero) + 0.0
        : throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers are allowed in an event.");
}
