using StationAgent.Vision.Capture;

namespace StationAgent.Sensors;

/// <summary>How long a sensor may be silent: every wait for a reading, in the service as in every command, derives from these figures.</summary>
internal static class SensorSilence
{
    /// <summary>A sensor that has delivered readings and delivers none for this long is lost.</summary>
    public static readonly TimeSpan Limit = CaptureLimits.LongestSilence;

    /// <summary>A driver that knows why it has no reading says so before the limit: the reason helps an installer more than "is silent".</summary>
    public static readonly TimeSpan DriverLimit = Limit * 0.75;

    /// <summary>The first reading may take this long, from opening on: some cameras and terminals take seconds to start.</summary>
    public static readonly TimeSpan FirstReading = CaptureLimits.LongestStart;

    /// <summary>A driver that knows why it has no first reading says so before that time is over; it gives up nothing sooner.</summary>
    public static readonly TimeSpan DriverFirstReading = CaptureLimits.DriverStart;
}
