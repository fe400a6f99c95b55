using Microsoft.Extensions.Logging;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Log messages of lamps and buzzer; event ids 1100–1109.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "The lamp {Lamp} is on.")]
    public static partial void Lamp(ILogger logger, Outputs lamp);

    [LoggerMessage(1101, LogLevel.Information, "The buzzer sounds.")]
    public static partial void Beep(ILogger logger);

    [LoggerMessage(1102, LogLevel.Warning, "Lamps and buzzer cannot be switched: {Why}")]
    public static partial void Lost(ILogger logger, string why);

    [LoggerMessage(1103, LogLevel.Information, "Lamps and buzzer work.")]
    public static partial void Back(ILogger logger);

    [LoggerMessage(1104, LogLevel.Warning, "The visitor display failed: {Why}")]
    public static partial void DisplayLost(ILogger logger, string why);

    [LoggerMessage(1105, LogLevel.Information, "The visitor display works.")]
    public static partial void DisplayBack(ILogger logger);
}
