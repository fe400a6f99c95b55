using Microsoft.Extensions.Logging;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Log messages of lamps, buzzer and display; event ids 1100–1109.</summary>
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

    [LoggerMessage(1106, LogLevel.Information, "Station status: {Status}.")]
    public static partial void Status(ILogger logger, StationStatus status);

    [LoggerMessage(1107, LogLevel.Information, "Drop-off {Number}: {Outcome}.")]
    public static partial void OutcomeShown(ILogger logger, long number, Outcome outcome);

    [LoggerMessage(1108, LogLevel.Information, "Drop-off {Number}: {Outcome} ({Reasons}); the visitor reads: {Sentence}")]
    public static partial void RefusalShown(ILogger logger, long number, Outcome outcome, string reasons, string sentence);
}
