using Microsoft.Extensions.Logging;
using StationAgent.BinLevel.Levels;

namespace StationAgent.BinLevel;

/// <summary>Log messages of the bin watch; event ids 1110–1119.</summary>
internal static partial class Log
{
    [LoggerMessage(1110, LogLevel.Warning, "The bin level is not known: {Why}")]
    public static partial void LevelLost(ILogger logger, string why);

    [LoggerMessage(1111, LogLevel.Information, "The bin level is known.")]
    public static partial void LevelKnown(ILogger logger);

    [LoggerMessage(1112, LogLevel.Information, "The bin level changed to {Fill} ({Percent} %).")]
    public static partial void Fill(ILogger logger, BinFill fill, double percent);

    [LoggerMessage(1113, LogLevel.Warning, "Could not save the empty-bin reading; it will be lost on restart: {Why}")]
    public static partial void EmptyLoadNotNoted(ILogger logger, string why);
}
