namespace StationAgent.BinLevel.Levels;

/// <summary>Turns echoes of an HC-SR04 into a distance, without state or side effects.</summary>
internal static class EchoDistance
{
    /// <summary>The nearest distance that the sensor can measure, in millimetres (data sheet: 2 cm).</summary>
    public const double Nearest = 20;

    /// <summary>The farthest, in millimetres (data sheet: 400 cm). Without an echo the sensor ends its pulse after 38 ms, which is more.</summary>
    public const double Farthest = 4_000;

    /// <summary>Speed of sound in dry air of 20 °C, in millimetres a millisecond. It changes by 0.18 % a kelvin, so a metre is off by 18 mm in a room of 10 °C.</summary>
    private const double SpeedOfSound = 343.2;

    /// <summary>Computes the distance from one echo.</summary>
    /// <param name="echo">Width of the pulse: the time of the sound there and back.</param>
    /// <returns>The distance in millimetres; null when it is outside the sensor's range.</returns>
    public static double? Of(TimeSpan echo)
    {
        var millimetres = echo.TotalMilliseconds * SpeedOfSound / 2;
        return millimetres is >= Nearest and <= Farthest ? millimetres : null;
    }
}
