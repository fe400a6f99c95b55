using Microsoft.Extensions.Logging;
using StationAgent.Weighing;

namespace StationAgent.Sensors;

/// <summary>Log messages about sensors; event ids 1001, 1002 and 1019.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "{Sensor} failed: {Why} (retrying every second).")]
    public static partial void SensorLost(ILogger logger, StationFault sensor, string why);

    [LoggerMessage(1002, LogLevel.Information, "The {Sensor} works: it delivers readings.")]
    public static partial void SensorBack(ILogger logger, StationFault sensor);

    [LoggerMessage(1019, LogLevel.Debug, "What {Sensor} failed with, for developers.")]
    public static partial void SensorFailure(ILogger logger, Exception failure, StationFault sensor);
}
