using StationAgent.Vision.Capture;

namespace StationAgent.Sensors;

/// <summary>How long a sensor may be silent: every wait for a reading derives from this one figure.</summary>
internal static class SensorSilence
{
    /// <summary>A sensor that delivers nothing for this long is lost.</summary>
    public static readonly TimeSpan Limit = CaptureLimits.LongestSilence;

    /// <summary>A driver that knows why it has no reading says so before the limit: the reason helps an installer more than "is silent".</summary>
    public static readonly TimeSpan DriverLimit = Limit * 0.75;

    /// <summary>The first reading may take this long: some cameras and terminals take seconds to start.</summary>
    public static readonly TimeSpan FirstReading = Limit * FirstReadingPatience;

    /// <summary>How many times the limit the first reading may take.</summary>
    public const int FirstReadingPatience = 5;
}
