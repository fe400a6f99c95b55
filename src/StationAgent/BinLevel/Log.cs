using Microsoft.Extensions.Logging;
using StationAgent.BinLevel.Levels;

namespace StationAgent.BinLevel;

/// <summary>What the watch over the bin says in the log; event ids 1110–1119.</summary>
internal static partial class Log
{
    [LoggerMessage(1110, LogLevel.Warning, "The level of the bin is not known: {Why}")]
    public static partial void LevelLost(ILogger logger, string why);

    [LoggerMessage(1111, LogLevel.Information, "The level of the bin is known")]
    public static partial void LevelKnown(ILogger logger);

    [LoggerMessage(1112, LogLevel.Information, "Bin {Fill} at {Percent} %")]
    public static partial void Fill(ILogger logger, BinFill fill, double percent);

    [LoggerMessage(1113, LogLevel.Warning, "What the scale reads with the empty bin could not be noted and is lost with a restart: {Why}")]
    public static partial void EmptyLoadNotNoted(ILogger logger, string why);
}
